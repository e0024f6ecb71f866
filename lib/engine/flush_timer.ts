import { type Clock } from "../host/host.ts";

/** So many writes are made durable at once, without waiting for more. */
export const MOST_WAITING = 400;

const LONGEST_WHILE = 100;
const SHORTEST_WHILE = 2;

/**
 * When writes are made durable: as many as come in a while together, and the while is chosen so that
 * waiting for the disk takes about a fortieth of the time.
 */
export class FlushTimer {
  readonly #clock: Clock;
  readonly #flush: () => void;
  #due: AbortController | undefined;
  #while = SHORTEST_WHILE;

  /** A timer for what makes the writes durable. */
  constructor(clock: Clock, flush: () => void) {
    this.#clock = clock;
    this.#flush = flush;
  }

  /** Flushes after a while, unless that is under way already. */
  soon(): void {
    if (this.#due !== undefined) return;
    // Who flushes earlier takes the timer away.
    this.#due = new AbortController();
    this.#clock.sleep(this.#while, this.#due.signal).then(this.#flush, () => {});
  }

  /** Takes the timer away. */
  cancel(): void {
    this.#due?.abort();
    this.#due = undefined;
  }

  /** Takes note of how long the disk took, in milliseconds. */
  took(milliseconds: number): void {
    this.#while = Math.min(LONGEST_WHILE, Math.max(SHORTEST_WHILE, 39 * milliseconds));
  }
}
