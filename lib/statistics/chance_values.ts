/**
 * The values that a statistic takes by chance, with the probability of each: every one that is possible,
 * or many that were drawn. Values closer than 1e-12 are one value that rounding pulled apart.
 *
 * @example
 * ```ts
 * import { ChanceValues } from "./chance_values.ts";
 *
 * const two = new ChanceValues(Float64Array.of(0, 0.25, 0.5), Float64Array.of(0.25, 0.5, 0.25));
 * if (two.atLeast(0.25) !== 0.75 || two.quantile(0.7) !== 0.25) throw new Error();
 * ```
 */
export class ChanceValues {
  readonly #values: Float64Array;
  readonly #probabilities: Float64Array;
  readonly #draws: number;

  /**
   * @param values The values from 0 on, in any order.
   * @param probabilities The probability of each where these are all there are; without them the values are
   * draws.
   */
  constructor(values: Float64Array, probabilities?: Float64Array) {
    this.#values = values;
    this.#probabilities = probabilities ??
      new Float64Array(values.length).fill(1 / values.length);
    this.#draws = probabilities ? 0 : values.length;
  }

  /** The mean. */
  get mean(): number {
    return this.#values.reduce(
      (sum, value, at) => sum + value * (this.#probabilities[at] ?? 0),
      0,
    );
  }

  /**
   * The probability of a value or more. Among draws the observed one counts as one, so that it is never 0
   * (Phipson and Smyth 2010).
   */
  atLeast(observed: number): number {
    let share = 0;
    for (let at = 0; at < this.#values.length; at++) {
      if ((this.#values[at] ?? 0) >= observed - SAME) share += this.#probabilities[at] ?? 0;
    }
    return this.#draws === 0 ? Math.min(1, share) : (share * this.#draws + 1) / (this.#draws + 1);
  }

  /** The probability of a value or less. */
  atMost(observed: number): number {
    let share = 0;
    for (let at = 0; at < this.#values.length; at++) {
      if ((this.#values[at] ?? 0) <= observed + SAME) share += this.#probabilities[at] ?? 0;
    }
    return share;
  }

  /** The smallest value that a share p of the probability is at or below, by halving. */
  quantile(p: number): number {
    const largest = this.#values.reduce((most, value) => Math.max(most, value), 0);
    let [low, high] = [-SAME, largest];
    while (high - low > SAME / 2) {
      const middle = (low + high) / 2;
      if (this.atMost(middle) >= p - SAME) high = middle;
      else low = middle;
    }
    return this.#values.reduce((most, v) => v <= high + 2 * SAME && v > most ? v : most, 0);
  }
}

const SAME = 1e-12;
