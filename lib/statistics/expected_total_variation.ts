import { distribution } from "./distribution.ts";

/**
 * The total variation distance that chance alone leads one to expect, ½ Σ √(2q(1 − q)/(πn)): the mean of
 * |p − q| where p is nearly normal around q.
 *
 * @param shares The shares or counts that panel and humans have in common.
 * @param n The size of the panel.
 * @param humanN The size of the human sample. @default {Infinity, the shares taken as exact}
 * @throws {RangeError} When there are no shares, or a size is not positive.
 *
 * @example
 * ```ts
 * import { expectedTotalVariation } from "../../mod.ts";
 *
 * if (expectedTotalVariation([1, 1], 100).toFixed(6) !== "0.039894") throw new Error();
 * ```
 */
export function expectedTotalVariation(
  shares: readonly number[],
  n: number,
  humanN: number = Infinity,
): number {
  if (!(n > 0 && humanN > 0)) {
    throw new RangeError(`Cannot expect a distance at n = ${n} and ${humanN}: there is no data`);
  }
  const scale = 2 / Math.PI * (1 / n + 1 / humanN);
  let sum = 0;
  for (const share of distribution(shares).values()) sum += Math.sqrt(scale * share * (1 - share));
  return sum / 2;
}
