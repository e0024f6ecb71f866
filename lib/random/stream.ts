import { murmur3, type Words } from "./murmur3.ts";
import { xoshiro128 } from "./xoshiro128.ts";

/**
 * A stream of random numbers that has a name. The numbers of a stream depend on its seed and its
 * chain of names alone: not on when it is drawn from, how fast, in which order, or after how many
 * interruptions. Where a number belongs to something, fork the stream by that thing's name.
 *
 * The generator is xoshiro128** (Blackman and Vigna 2021), its state the 128-bit MurmurHash3 of the
 * names.
 *
 * @example
 * ```ts
 * import { stream } from "./stream.ts";
 *
 * const random = stream(7);
 * const first = random.fork("order", "maya").uniform();
 * random.fork("order", "derek").uniform();
 * if (random.fork("order", "maya").uniform() !== first) throw new Error("the order mattered");
 * ```
 */
export class Stream {
  readonly #path: string;
  #state: Words | undefined;

  /** The stream of a chain of names. */
  constructor(path: string) {
    this.#path = path;
  }

  /** The stream of that name below this one; drawing from either leaves the other as it is. */
  fork(...names: readonly (string | number)[]): Stream {
    return new Stream(this.#path + JSON.stringify(names));
  }

  /** The next whole number in [0, 2³²). */
  next(): number {
    return xoshiro128(this.#state ??= murmur3(this.#path));
  }

  /** The next number in [0, 1), with 53 random bits. */
  uniform(): number {
    return ((this.next() >>> 5) * 2 ** 26 + (this.next() >>> 6)) / 2 ** 53;
  }

  /** The next whole number in [0, bound), every one equally likely. */
  integer(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
      throw new RangeError(
        `Cannot draw below ${bound}: the bound must be a whole number from 1 to 2³²`,
      );
    }
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const draw = this.next();
      if (draw < limit) return draw % bound;
    }
  }

  /** The next draw of a standard normal variable (Box and Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** The stream of a seed: everything random in a run forks from it. */
export function stream(seed: number): Stream {
  return new Stream(`quorum ${seed}`);
}
