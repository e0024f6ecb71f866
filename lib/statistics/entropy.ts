import { distribution, type Weights } from "./distribution.ts";

/**
 * The entropy of a distribution in bits (Shannon 1948): 0 when one option has everything, log₂ k when k
 * options are equally frequent.
 *
 * @param weights Shares, weights or counts: a list, a record by option, a tally or a baseline.
 * @throws {RangeError} When it is empty or all zero: without data an entropy is not computable.
 *
 * @example
 * ```ts
 * import { entropy } from "../../mod.ts";
 *
 * if (entropy([1, 1]) !== 1 || entropy({ yes: 7, no: 0 }) !== 0) throw new Error();
 * ```
 */
export function entropy(weights: Weights): number {
  let sum = 0;
  for (const share of distribution(weights).values()) {
    if (share > 0) sum -= share * Math.log2(share);
  }
  // Not -0, where one option has everything.
  return sum + 0;
}
