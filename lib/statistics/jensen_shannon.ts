import { type Weights } from "./distribution.ts";
import { divergenceTerm } from "./divergence_term.ts";
import { twoDistributions } from "./two_distributions.ts";

/**
 * The Jensen–Shannon divergence of two distributions in bits (Lin 1991): 0 when they are equal, 1
 * when they share no option. Both sides are normalised, and an option that one side lacks has share
 * 0 there. It stays exact near 0.
 *
 * @param p Shares, weights or counts: a list, a record by option, a tally or a baseline.
 * @param q The other side, in any of these forms.
 * @returns A number in [0, 1].
 * @throws {RangeError} When a side is empty or all zero: without data a divergence is not computable.
 * @throws {TypeError} When only one side names its options.
 *
 * @example
 * ```ts
 * import { jensenShannon } from "../../mod.ts";
 *
 * if (jensenShannon({ yes: 1 }, { no: 1 }) !== 1) throw new Error("disjoint is 1");
 * if (jensenShannon([7, 2, 1], [0.7, 0.2, 0.1]) > 1e-15) throw new Error("equal is 0");
 * ```
 */
export function jensenShannon(p: Weights, q: Weights): number {
  const [left, right] = twoDistributions(p, q);
  let sum = 0;
  for (const option of new Set([...left.keys(), ...right.keys()])) {
    sum += divergenceTerm(left.get(option) ?? 0, right.get(option) ?? 0);
  }
  return Math.min(1, Math.max(0, sum / (2 * Math.LN2)));
}
