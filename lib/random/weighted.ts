import { type Stream } from "./stream.ts";

/**
 * The place of one item drawn with probability proportional to its weight.
 *
 * @throws {RangeError} When a weight is negative or not finite, or when none is positive.
 *
 * @example
 * ```ts
 * import { stream } from "./stream.ts";
 * import { weighted } from "./weighted.ts";
 *
 * if (weighted([0, 1, 0], stream(1)) !== 1) throw new Error("only the second has a weight");
 * ```
 */
export function weighted(weights: readonly number[], random: Stream): number {
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0) || weight === Infinity) {
      throw new RangeError(`Cannot draw with weight ${weight}: a weight must be finite, from 0`);
    }
    total += weight;
  }
  if (total === 0) throw new RangeError("Cannot draw by weight: no weight is positive");
  let left = random.uniform() * total;
  for (const [place, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return place;
  }
  return weights.findLastIndex((weight) => weight > 0);
}
