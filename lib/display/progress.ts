import { type Terminal } from "../host/host.ts";
import { bar } from "./bars.ts";

/** The least time between two updates, in milliseconds. */
const TERMINAL_PAUSE = 200;
const LINES_PAUSE = 5000;

/**
 * How far a run is, on standard error: a line that is redrawn where a person watches, a plain line every
 * five seconds elsewhere, and one at the end.
 */
export class Progress {
  readonly #terminal: Terminal;
  readonly #elapsed: () => number;
  #total: number;
  readonly #noun: string;
  readonly #begun: number;
  #done = 0;
  #failed = 0;
  #shown: number;

  /**
   * @param total How many answers there can be.
   * @param noun What is counted, in the plural. @default "answers"
   */
  constructor(terminal: Terminal, elapsed: () => number, total: number, noun = "answers") {
    this.#terminal = terminal;
    this.#elapsed = elapsed;
    this.#total = total;
    this.#noun = noun;
    this.#begun = elapsed();
    this.#shown = this.#begun;
  }

  /** Counts one answer. */
  count({ status }: { readonly status: string }): void {
    this.#done += 1;
    if (status === "failed") this.#failed += 1;
    const pause = this.#terminal.interactive ? TERMINAL_PAUSE : LINES_PAUSE;
    if (this.#elapsed() - this.#shown < pause) return;
    this.#shown = this.#elapsed();
    this.#draw();
  }

  /** Takes note that no more answers will come: a shorter way was taken. */
  complete(): void {
    this.#total = this.#done;
  }

  /** Shows the last state and leaves the line. */
  end(): void {
    if (this.#done === 0) return;
    this.#draw();
    if (this.#terminal.interactive) this.#terminal.err("\n");
  }

  #draw(): void {
    const failed = this.#failed === 0 ? "" : `, ${this.#failed} failed`;
    const counts = `${this.#done} of ${this.#total} ${this.#noun}${failed}`;
    const seconds = (this.#elapsed() - this.#begun) / 1000;
    if (!this.#terminal.interactive) {
      return this.#terminal.err(`${counts}, ${seconds.toFixed(1)} s\n`);
    }
    const drawn = bar(this.#done / Math.max(1, this.#total), 24).padEnd(24, "·");
    const left = (seconds / Math.max(1, this.#done)) * (this.#total - this.#done);
    this.#terminal.err(`\r\x1b[2K${drawn} ${counts}, about ${inUnits(left)} left`);
  }
}

/** A time that is guessed, in the unit in which it is a small number. */
function inUnits(seconds: number): string {
  if (seconds <= 120) return `${Math.ceil(seconds)} s`;
  return seconds <= 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
