import { type Clock } from "../host/host.ts";
import { Bucket } from "./bucket.ts";

/** How fast work may go. */
export interface GateOptions {
  /** The most units at work at once. @default 20 */
  readonly concurrency?: number | undefined;
  /** The most HTTP attempts a second, over all models; fractions work. @default {no limit} */
  readonly rate?: number | undefined;
}

/** The concurrency of a run that asks for none. */
export const DEFAULT_CONCURRENCY = 20;

/**
 * How much happens at once: a slot for each unit at work, and a token for each attempt to call. A unit
 * that waits to try again gives its slot to another meanwhile.
 *
 * @throws {RangeError} When the concurrency is not a whole number from 1, or the rate is not positive.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #bucket: Bucket | null;
  #free: number;
  // Those who come back from a wait go before those who have not begun.
  readonly #returning: (() => void)[] = [];
  readonly #starting: (() => void)[] = [];

  constructor(clock: Clock, { concurrency = DEFAULT_CONCURRENCY, rate }: GateOptions = {}) {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError(`Cannot run ${concurrency} at once: it must be a whole number from 1`);
    }
    this.#clock = clock;
    this.#free = concurrency;
    this.#bucket = rate === undefined ? null : new Bucket(clock, rate);
  }

  /** Waits for a slot and takes it. */
  enter(): Promise<void> {
    return this.#take(this.#starting);
  }

  /** Gives the slot back. */
  leave(): void {
    const next = this.#returning.shift() ?? this.#starting.shift();
    if (next) next();
    else this.#free += 1;
  }

  /** Waits, inside a slot, until one more attempt is within the rate; none is once it is cut off. */
  async token(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#bucket?.take(signal);
  }

  /** Gives the slot back for a while; takes one again before going on, even when the wait is cut off. */
  async pause(seconds: number, signal: AbortSignal): Promise<void> {
    this.leave();
    try {
      await this.#clock.sleep(seconds * 1000, signal);
    } finally {
      await this.#take(this.#returning);
    }
  }

  #take(line: (() => void)[]): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => line.push(resolve));
  }
}
