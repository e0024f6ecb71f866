/**
 * How many independent answers a clustered sample is worth, as when people are asked several times or
 * several stand for one persona: Σ p(1 − p) / Σ V with the between-cluster variance
 * V = M/(M − 1) · Σ w²(pᵢ − p)², w the cluster's part of the answers (Cochran 1977, ratio of cluster
 * totals). Never more than the answers; where all clusters agree, the number of clusters.
 *
 * @param clusters The counts of each option, cluster by cluster.
 * @returns The effective size; 0 without answers.
 *
 * @example
 * ```ts
 * import { effectiveSize } from "./effective_size.ts";
 *
 * const size = effectiveSize([[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]]);
 * if (Math.abs(size - 14.314961) > 1e-6) throw new Error(`${size}`);
 * ```
 */
export function effectiveSize(clusters: readonly (readonly number[])[]): number {
  const sizes = clusters.map(total);
  const answered = clusters.filter((_, at) => (sizes[at] ?? 0) > 0);
  const n = total(sizes);
  const m = answered.length;
  if (m <= 1) return m;
  const options = Math.max(...answered.map(({ length }) => length));
  let [spread, variance] = [0, 0];
  for (let option = 0; option < options; option++) {
    const p = total(answered.map((counts) => counts[option] ?? 0)) / n;
    spread += p * (1 - p);
    // A cluster's weight times its share is its count over all answers.
    const squares = answered.map((counts) => ((counts[option] ?? 0) - total(counts) * p) / n);
    variance += (m / (m - 1)) * total(squares.map((difference) => difference ** 2));
  }
  if (spread === 0) return m;
  return variance === 0 ? n : Math.min(n, spread / variance);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
