/**
 * How many people with equal weights weighted ones are worth, (Σw)²/Σw² (Kish 1965): what weighting costs.
 * It knows nothing of clusters or strata of the sample; where the survey's design effect is published, its
 * number divided by that is better.
 *
 * @param weights The weight of each person, from 0.
 * @returns The effective size, in [1, the number of people]; 0 where nobody has a weight above 0.
 * @throws {RangeError} When a weight is negative or not finite.
 *
 * @example
 * ```ts
 * import { kishSize } from "../../mod.ts";
 *
 * if (kishSize([1, 1, 1, 3]) !== 3) throw new Error();
 * ```
 */
export function kishSize(weights: readonly number[]): number {
  const bad = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== undefined) {
    throw new RangeError(`Cannot use ${bad} as a weight: it must be from 0 on`);
  }
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (largest === 0) return 0;
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    // As parts of the largest, so that no square is too large or too small for a number.
    sum += weight / largest;
    squares += (weight / largest) ** 2;
  }
  return sum ** 2 / squares;
}
