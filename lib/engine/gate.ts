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
 * that waits to try again gives its slot to another meanwhile. A rate limit halves how many may be at
 * work, and as many successes as there are then slots add one again, up to the configured number.
 *
 * @throws {RangeError} When the concurrency is not a whole number from 1, or the rate is not positive.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #bucket: Bucket | null;
  readonly #concurrency: number;
  #limit: number;
  #atWork = 0;
  // How often the limit was halved: what an attempt tells is of the time in which it was begun.
  #halvings = 0;
  #successes = 0;
  // Those who come back from a wait go before those who have not begun.
  readonly #returning: (() => void)[] = [];
  readonly #starting: (() => void)[] = [];

  constructor(clock: Clock, { concurrency = DEFAULT_CONCURRENCY, rate }: GateOptions = {}) {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError(`Cannot run ${concurrency} at once: it must be a whole number from 1`);
    }
    this.#clock = clock;
    this.#concurrency = concurrency;
    this.#limit = concurrency;
    this.#bucket = rate === undefined ? null : new Bucket(clock, rate);
  }

  /** The most units at work at once, as things are. */
  get limit(): number {
    return this.#limit;
  }

  /** Waits for a slot and takes it. */
  enter(): Promise<void> {
    return this.#take(this.#starting);
  }

  /** Gives the slot back. */
  leave(): void {
    this.#atWork -= 1;
    this.#fill();
  }

  /**
   * Waits, inside a slot, until one more attempt is within the rate; none is once it is cut off.
   *
   * @returns When the attempt was begun, for {@linkcode worked} and {@linkcode limited}.
   */
  async token(signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    await this.#bucket?.take(signal);
    return this.#halvings;
  }

  /** Takes note of a reply to an attempt. */
  worked(begun: number): void {
    if (begun !== this.#halvings || this.#limit === this.#concurrency) return;
    this.#successes += 1;
    if (this.#successes < this.#limit) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#fill();
  }

  /** Takes note of a rate limit that an attempt met. */
  limited(begun: number): void {
    // All that were under way together meet the same limit, and tell of it once.
    if (begun !== this.#halvings) return;
    this.#halvings += 1;
    this.#successes = 0;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }

  /** Gives the slot back for a while; takes one again before going on, even when the wait is cut off. */
  async pause(seconds: number, signal: AbortSignal): Promise<void> {
    await this.aside(() => this.#clock.sleep(seconds * 1000, signal));
  }

  /** The same while something is waited for. */
  async aside(waiting: () => Promise<void>): Promise<void> {
    this.leave();
    try {
      await waiting();
    } finally {
      await this.#take(this.#returning);
    }
  }

  #take(line: (() => void)[]): Promise<void> {
    if (this.#atWork < this.#limit) {
      this.#atWork += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => line.push(resolve));
  }

  #fill(): void {
    while (this.#atWork < this.#limit) {
      const next = this.#returning.shift() ?? this.#starting.shift();
      if (next === undefined) return;
      this.#atWork += 1;
      next();
    }
  }
}
