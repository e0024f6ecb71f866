/**
 * The mean and the variance of numbers that come one after the other, none of which is kept (Welford 1962).
 *
 * @example
 * ```ts
 * import { Moments } from "./moments.ts";
 *
 * const moments = new Moments();
 * for (const number of [5, 3, 4, 3, 1]) moments.add(number);
 * if (moments.mean !== 3.2 || moments.variance?.toFixed(9) !== "1.760000000") throw new Error();
 * ```
 */
export class Moments {
  #n = 0;
  #mean = 0;
  #squares = 0;

  /** The moments of numbers that are there. */
  static of(numbers: Iterable<number>): Moments {
    const moments = new Moments();
    for (const number of numbers) moments.add(number);
    return moments;
  }

  /** Takes a number. */
  add(number: number): void {
    this.#n += 1;
    const distance = number - this.#mean;
    this.#mean += distance / this.#n;
    this.#squares += distance * (number - this.#mean);
  }

  /** How many there are. */
  get n(): number {
    return this.#n;
  }

  /** Their mean; null where there are none. */
  get mean(): number | null {
    return this.#n === 0 ? null : this.#mean;
  }

  /** Their population variance, Σ(x − mean)²/n; null below two numbers. */
  get variance(): number | null {
    return this.#n < 2 ? null : this.#squares / this.#n;
  }
}
