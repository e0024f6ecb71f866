import { fQuantile } from "./f_quantile.ts";
import { type Interval } from "./wilson.ts";

/** The mean of numbers that come in clusters, and how sure it is. */
export interface ClusteredMean {
  /** The mean of all numbers. */
  readonly mean: number;
  /** Its standard error; null with one cluster. */
  readonly standardError: number | null;
  /** Its 95 % interval; null with one cluster. */
  readonly interval: Interval | null;
}

/**
 * The mean of numbers of which several come from one person, with the standard error that the differences
 * between people leave: √(M/(M − 1)·Σ(sᵢ − nᵢ·mean)²)/n for the sums sᵢ of nᵢ numbers each (Cochran 1977,
 * ratio of cluster totals), and the interval of Student's t with M − 1 degrees of freedom.
 *
 * @param clusters The sum and the number of each cluster's numbers.
 * @throws {RangeError} When there are no numbers.
 *
 * @example
 * ```ts
 * import { clusteredMean } from "./clustered_mean.ts";
 *
 * const { mean, standardError } = clusteredMean([{ sum: 8, n: 2 }, { sum: 7, n: 2 }, { sum: 3, n: 2 }]);
 * if (mean !== 3 || standardError?.toFixed(6) !== "0.763763") throw new Error(`${standardError}`);
 * ```
 */
export function clusteredMean(
  clusters: readonly { readonly sum: number; readonly n: number }[],
): ClusteredMean {
  const answered = clusters.filter(({ n }) => n > 0);
  const n = total(answered.map((cluster) => cluster.n));
  if (n === 0) throw new RangeError("Cannot give a mean: there are no numbers");
  const mean = total(answered.map(({ sum }) => sum)) / n;
  const m = answered.length;
  if (m < 2) return { mean, standardError: null, interval: null };
  const squares = total(answered.map((cluster) => (cluster.sum - cluster.n * mean) ** 2));
  const standardError = Math.sqrt(m / (m - 1) * squares) / n;
  // The square of Student's t is Fisher's F with one degree of freedom.
  const half = Math.sqrt(fQuantile(0.95, 1, m - 1)) * standardError;
  return { mean, standardError, interval: { low: mean - half, high: mean + half } };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
