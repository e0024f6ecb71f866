import { countedSummary } from "./counted_summary.ts";

/** What a list of numbers is like. */
export interface Summary {
  /** How many numbers there are. */
  readonly n: number;
  /** Their arithmetic mean. */
  readonly mean: number;
  /** The standard error of the mean, sd/√n; null below two numbers. */
  readonly standardError: number | null;
  /** The sample standard deviation (n − 1); null below two numbers. */
  readonly sd: number | null;
  /** The least. */
  readonly min: number;
  /** The first quartile. */
  readonly q1: number;
  /** The middle number; the mean of the middle two when n is even. */
  readonly median: number;
  /** The third quartile. */
  readonly q3: number;
  /** The greatest. */
  readonly max: number;
}

/**
 * A summary of numbers: size, mean with its standard error, quartiles and range. The quartiles
 * interpolate between neighbours (type 7 of Hyndman and Fan 1996, the default of R and NumPy).
 *
 * @throws {RangeError} When there are no numbers, or one is not finite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { summary } from "../../mod.ts";
 *
 * assert(summary([1, 3, 4, 4]).median === 3.5);
 * ```
 */
export function summary(numbers: readonly number[]): Summary {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return countedSummary(counts);
}
