/**
 * Anything that shares can be read from: weights or counts in a list, by name, or a value such as a
 * tally or a baseline that has them as `shares`.
 */
export type Weights =
  | readonly number[]
  | Readonly<Record<string, number>>
  | { readonly shares: Readonly<Record<string, number>> };

/**
 * The weights by name: a list is named by its places, a tally or baseline by its options.
 *
 * @throws {RangeError} When a weight is negative or not finite.
 *
 * @example
 * ```ts
 * import { weightsOf } from "./distribution.ts";
 *
 * if (weightsOf([3, 1]).get("0") !== 3) throw new Error();
 * ```
 */
export function weightsOf(weights: Weights): Map<string, number> {
  const named = new Map(Object.entries(hasShares(weights) ? weights.shares : weights));
  for (const [name, weight] of named) {
    if (typeof weight !== "number" || !(weight >= 0) || weight === Infinity) {
      throw new RangeError(`Cannot use ${weight} as the weight of "${name}": it must be from 0 on`);
    }
  }
  return named;
}

/**
 * The shares of weights or counts: each divided by their sum, so that they add up to 1.
 *
 * @throws {RangeError} When a weight is negative or not finite, or when none is positive.
 *
 * @example
 * ```ts
 * import { distribution } from "./distribution.ts";
 *
 * if (distribution({ yes: 3, no: 1 }).get("yes") !== 0.75) throw new Error();
 * ```
 */
export function distribution(weights: Weights): Map<string, number> {
  const named = weightsOf(weights);
  // Divided by the largest first, so that a sum of huge weights stays finite.
  let largest = 0;
  for (const weight of named.values()) largest = Math.max(largest, weight);
  if (largest === 0) throw new RangeError("Cannot compute shares: there is no data");
  let total = 0;
  for (const weight of named.values()) total += weight / largest;
  return new Map([...named].map(([name, weight]) => [name, weight / largest / total]));
}

function hasShares(
  weights: Weights,
): weights is { readonly shares: Readonly<Record<string, number>> } {
  return !Array.isArray(weights) && "shares" in weights && typeof weights.shares === "object";
}
