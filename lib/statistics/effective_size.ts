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
  weights?: readonly number[],
): number {
  const answered = new Answered(clusters, weights);
  // The clusters alone, and all answers, with their weights.
  const fewest = kishSize(answered.weights);
  const m = answered.weights.length;
  if (m <= 1) return m;
  const most = answered.size;
  const n = answered.sum(total);
  const options = clusters.reduce((longest, { length }) => Math.max(longest, length), 0);
  let [spread, variance] = [0, 0];
  for (let option = 0; option < options; option++) {
    const p = answered.sum((counts) => counts[option] ?? 0) / n;
    spread += p * (1 - p);
    // A cluster's part of the answers times its share is its count over all answers.
    const squares = answered.sum((counts) =>
      (((counts[option] ?? 0) - total(counts) * p) / n) ** 2
    );
    variance += (m / (m - 1)) * squares;
  }
  if (spread === 0) return fewest;
  return variance === 0 ? most : Math.min(most, spread / variance);
}

/** The clusters with answers of some weight, walked in their order: there may be a million of them. */
class Answered {
  /** Their weights. */
  readonly weights: readonly number[];
  readonly #clusters: readonly (readonly number[])[];
  readonly #all: readonly number[] | undefined;

  constructor(clusters: readonly (readonly number[])[], weights: readonly number[] | undefined) {
    this.#clusters = clusters;
    this.#all = weights;
    const own: number[] = [];
    this.#each((_, weight) => void own.push(weight));
    this.weights = own;
  }

  /** The sum of something of the weighted counts of each. */
  sum(of: (counts: readonly number[]) => number): number {
    let sum = 0;
    this.#each((counts, weight) => {
      sum += of(weight === 1 ? counts : counts.map((count) => count * weight));
    });
    return sum;
  }

  /** What the answers would be worth if all were independent: (Σw)²/Σw² over them. */
  get size(): number {
    let [sums, squares] = [0, 0];
    this.#each((counts, weight) => {
      sums += total(counts) * weight;
      squares += total(counts) * weight ** 2;
    });
    return sums ** 2 / squares;
  }

  #each(take: (counts: readonly number[], weight: number) => void): void {
    this.#clusters.forEach((counts, at) => {
      const weight = this.#all === undefined ? 1 : this.#all[at] ?? NaN;
      if (total(counts) > 0 && weight !== 0) take(counts, weight);
    });
  }
}

function total(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
