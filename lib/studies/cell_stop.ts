import { Stopped } from "../engine/ending.ts";
import { type Host, type Interrupt } from "../host/host.ts";

/** How long answers in flight may take to arrive when Stop is pressed, in milliseconds: somebody waits. */
const GRACE = 2000;

/** The code with which the system's request to end is answered. */
const ENDED = 143;

/**
 * How the Stop button of a notebook ends a run: as long as this listens the kernel outlives it. A kernel that is
 * asked to end by the system ends, when the run has.
 */
export class CellStop implements Disposable {
  /** Aborted by the button, and when the signal that was given is. */
  readonly signal: AbortSignal;
  readonly #host: Host;
  readonly #forget: () => void;
  #interrupt: Interrupt | null = null;

  constructor(host: Host, given: AbortSignal | undefined) {
    const stop = new AbortController();
    this.signal = given === undefined ? stop.signal : AbortSignal.any([given, stop.signal]);
    this.#host = host;
    this.#forget = host.onInterrupt((signal) => {
      this.#interrupt = signal;
      const grace = signal === "SIGINT" ? GRACE : 0;
      stop.abort(new Stopped(`signal:${signal}`, { grace }));
    });
  }

  /** Whether somebody asked the run to end. */
  get isAsked(): boolean {
    return this.#interrupt !== null;
  }

  [Symbol.dispose](): void {
    this.#forget();
    if (this.#interrupt === "SIGTERM") this.#host.exit(ENDED);
  }
}
