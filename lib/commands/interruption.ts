import { type Progress } from "../display/progress.ts";
import { Stopped } from "../engine/ending.ts";
import { type Host, type Interrupt } from "../host/host.ts";

/** How long answers in flight may take to arrive when a run is asked to end, in milliseconds. */
const GRACE = 10_000;

/** The exit codes of programs that a signal ends. */
export const INTERRUPTED: Readonly<Record<Interrupt, number>> = { SIGINT: 130, SIGTERM: 143 };

/**
 * How a person or the system ends a run: the first Ctrl-C lets answers in flight arrive, a second one leaves at
 * once, with everything that has arrived on disk. Disposed of, it listens no longer and the progress is shown a
 * last time.
 */
export class Interruption implements Disposable {
  readonly #stop = new AbortController();
  readonly #progress: Progress;
  readonly #forget: () => void;
  #interrupt: Interrupt | null = null;

  constructor(host: Host, progress: Progress) {
    this.#progress = progress;
    this.#forget = host.onInterrupt((signal) => {
      if (this.#interrupt !== null) return host.exit(INTERRUPTED[signal]);
      this.#interrupt = signal;
      const words = `answers in flight have ${
        GRACE / 1000
      } s to arrive; Ctrl-C again leaves at once`;
      progress.aside(() => host.terminal.err(`stopping: ${words}\n`));
      this.#stop.abort(new Stopped(`signal:${signal}`, { grace: GRACE }));
    });
  }

  /** Aborted when the run is asked to end. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** What asked it to; null where nothing did. */
  get interrupt(): Interrupt | null {
    return this.#interrupt;
  }

  [Symbol.dispose](): void {
    this.#progress.end();
    this.#forget();
  }
}
