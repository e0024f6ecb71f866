import { mean, medianSorted, quantileSorted, sampleStandardDeviation } from "simple-statistics";

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
  if (numbers.length === 0) throw new RangeError("Cannot summarise: there are no numbers");
  const odd = numbers.find((number) => !Number.isFinite(number));
  if (odd !== undefined) throw new RangeError(`Cannot summarise ${odd}: it must be finite`);
  const sorted = numbers.toSorted((a, b) => a - b);
  const n = sorted.length;
  const sd = n < 2 ? null : sampleStandardDeviation(sorted);
  const quantile = (p: number) => quantileSorted(sorted, p);
  return {
    n,
    mean: mean(sorted),
    standardError: sd === null ? null : sd / Math.sqrt(n),
    sd,
    min: quantile(0),
    q1: quantile(0.25),
    median: medianSorted(sorted),
    q3: quantile(0.75),
    max: quantile(1),
  };
}
