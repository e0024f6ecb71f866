import { type Weights } from "./distribution.ts";
import { twoDistributions } from "./two_distributions.ts";

/**
 * The total variation distance of two distributions, ½ Σ|p − q|: the share of answers that would have to
 * change for the two to be equal. 0 when they are, 1 when they share no option.
 *
 * @param p Shares, weights or counts: a list, a record by option, a tally or a baseline.
 * @param q The other side, in any of these forms.
 * @throws {RangeError} When a side is empty or all zero.
 * @throws {TypeError} When only one side names its options.
 *
 * @example
 * ```ts
 * import { totalVariation } from "../../mod.ts";
 *
 * const distance = totalVariation([1, 2, 3, 4], [1, 1, 1, 1]);
 * if (distance.toFixed(12) !== "0.200000000000") throw new Error(`${distance}`);
 * ```
 */
export function totalVariation(p: Weights, q: Weights): number {
  const [left, right] = twoDistributions(p, q);
  let sum = 0;
  for (const option of new Set([...left.keys(), ...right.keys()])) {
    sum += Math.abs((left.get(option) ?? 0) - (right.get(option) ?? 0));
  }
  return Math.min(1, sum / 2);
}
