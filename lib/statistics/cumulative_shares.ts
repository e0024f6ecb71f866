import { distribution } from "./distribution.ts";

/**
 * The share up to and including each option, in order.
 *
 * @throws {RangeError} When there is no data.
 *
 * @example
 * ```ts
 * import { cumulativeShares } from "./cumulative_shares.ts";
 *
 * if (cumulativeShares([1, 2, 1]).join() !== "0.25,0.75,1") throw new Error();
 * ```
 */
export function cumulativeShares(weights: readonly number[]): number[] {
  let sum = 0;
  return Array.from(distribution(weights).values(), (share) => sum += share);
}
