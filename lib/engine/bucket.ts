import { type Clock } from "../host/host.ts";

/**
 * A token bucket of one token: attempts start at least 1/rate seconds apart, in the order in which
 * they asked, whatever the rate. At 0.5 a second they start at 0, 2, 4 … seconds.
 *
 * @throws {RangeError} When the rate is not a positive number.
 *
 * @example
 * ```ts
 * import { Bucket } from "./bucket.ts";
 * import { memoryHost } from "../host/memory.ts";
 *
 * const { clock } = memoryHost();
 * const bucket = new Bucket(clock, 0.5);
 * const { signal } = new AbortController();
 * await bucket.take(signal);
 * await bucket.take(signal);
 * if (clock.now() !== 2000) throw new Error(`${clock.now()}`);
 * ```
 */
export class Bucket {
  readonly #clock: Clock;
  readonly #interval: number;
  #next = -Infinity;
  #last = Promise.resolve();

  constructor(clock: Clock, rate: number) {
    if (!(rate > 0 && rate < Infinity)) {
      throw new RangeError(
        `Cannot limit to ${rate} requests a second: it must be a positive number`,
      );
    }
    this.#clock = clock;
    this.#interval = 1000 / rate;
  }

  /** Waits for a token and takes it; rejects with the signal's reason when it is aborted first. */
  take(signal: AbortSignal): Promise<void> {
    const taken = this.#last.then(() => this.#wait(signal));
    this.#last = taken.catch(() => {});
    return taken;
  }

  async #wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // A timer may fire a little early; a rate is a promise to the provider.
    for (let left = this.#left(); left > 0; left = this.#left()) {
      await this.#clock.sleep(Math.ceil(left), signal);
    }
    // Counted from now: after a late timer, or a machine that slept, nothing is made up for.
    this.#next = this.#clock.elapsed() + this.#interval;
  }

  #left(): number {
    return this.#next - this.#clock.elapsed();
  }
}
