import { distribution, type Weights } from "./distribution.ts";

/**
 * The shares of two sides that are to be compared, by option.
 *
 * @throws {RangeError} When a side is empty or all zero.
 * @throws {TypeError} When only one of them names its options: nothing says which is which, and what is put
 * beside each other by place would seem to have nothing in common.
 */
export function twoDistributions(
  p: Weights,
  q: Weights,
): readonly [Map<string, number>, Map<string, number>] {
  const sides = [distribution(p), distribution(q)] as const;
  if (Array.isArray(p) === Array.isArray(q)) return sides;
  throw new TypeError("Cannot compare a list with named options: both sides must name them");
}
