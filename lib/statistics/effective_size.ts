import { kishSize } from "./kish_size.ts";

/**
 * How many independent answers a clustered sample is worth, as when people are asked several times or
 * several stand for one persona: Σ p(1 − p) / Σ V with the between-cluster variance
 * V = M/(M − 1) · Σ w²(pᵢ − p)², w the cluster's part of the answers (Cochran 1977, ratio of cluster
 * totals). Never more than the answers, or what these are worth with their weights (Kish 1965); where all
 * clusters agree, the number of clusters, or what that is worth.
 *
 * @param clusters The counts of each option, cluster by cluster.
 * @param weights The weight of each cluster's answers, from 0. @default {1 each}
 * @returns The effective size; 0 without answers.
 * @throws {RangeError} When a weight is negative or not finite.
 *
 * @example
 * ```ts
 * import { effectiveSize } from "../../mod.ts";
 *
 * const size = effectiveSize([[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]]);
 * if (Math.abs(size - 14.314961) > 1e-6) throw new Error(`${size}`);
 * ```
 */
export function effectiveSize(
  clusters: readonly (readonly number[])[],
  weights: readonly number[] = clusters.map(() => 1),
): number {
  const answered = clusters.map((counts, at) => ({ counts, weight: weights[at] ?? NaN }))
    .filter(({ counts, weight }) => total(counts) > 0 && weight !== 0);
  const m = answered.length;
  const own = answered.map(({ weight }) => weight);
  // The clusters alone, and all answers, with their weights.
  const fewest = kishSize(own);
  if (m <= 1) return m;
  const most = sizeOfAnswers(answered);
  const all = answered.map(({ counts, weight }) => counts.map((count) => count * weight));
  const n = total(all.map(total));
  const options = all.reduce((longest, { length }) => Math.max(longest, length), 0);
  let [spread, variance] = [0, 0];
  for (let option = 0; option < options; option++) {
    const p = total(all.map((counts) => counts[option] ?? 0)) / n;
    spread += p * (1 - p);
    // A cluster's part of the answers times its share is its count over all answers.
    const squares = all.map((counts) => ((counts[option] ?? 0) - total(counts) * p) / n);
    variance += (m / (m - 1)) * total(squares.map((difference) => difference ** 2));
  }
  if (spread === 0) return fewest;
  return variance === 0 ? most : Math.min(most, spread / variance);
}

/** What the answers would be worth if all were independent: (Σw)²/Σw² over them. */
function sizeOfAnswers(
  answered: readonly { readonly counts: readonly number[]; readonly weight: number }[],
): number {
  const sums = answered.map(({ counts, weight }) => total(counts) * weight);
  const squares = answered.map(({ counts, weight }) => total(counts) * weight ** 2);
  return total(sums) ** 2 / total(squares);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
