import { jensenShannon } from "./jensen_shannon.ts";

/**
 * What is known of a sample: its counts; its shares, with the size alone or the variance of each share; or
 * the counts of each cluster.
 */
export type Sampled =
  | { readonly counts: readonly number[] }
  | { readonly shares: readonly number[]; readonly n: number }
  | { readonly shares: readonly number[]; readonly variances: readonly number[] }
  | { readonly clusters: readonly (readonly number[])[] };

/**
 * How far above the truth sampling puts a Jensen–Shannon divergence on average: the delete-one jackknife
 * (n − 1)·(mean JSD without one answer − JSD) where counts are known (Quenouille 1956; Miller 1974); the
 * same over whole personas where answers come in clusters; and Σ (1 − s)(2 − s/m)/(8 ln 2 · n) over the
 * options in use, m the mean of the two sides' shares, where only shares and their n are known, which with
 * the variance of each share, as in a blend, is Σ Var(s)(2/s − 1/m)/(8 ln 2). Only options that were
 * answered count: a unanimous sample has no bias.
 *
 * @param sample The sampled side.
 * @param other The other side, with the options in the same places.
 * @throws {RangeError} When a side has no data.
 *
 * @example
 * ```ts
 * import { jackknifeBias } from "../../mod.ts";
 *
 * const bias = jackknifeBias({ counts: [30, 45, 25] }, [0.3, 0.45, 0.25]);
 * if (bias.toFixed(10) !== "0.0036671664") throw new Error(`${bias}`);
 * ```
 */
export function jackknifeBias(sample: Sampled, other: readonly number[]): number {
  if ("shares" in sample) return ofShares(sample, other);
  if ("clusters" in sample) return ofClusters(sample.clusters, other);
  const { counts } = sample;
  const n = total(counts);
  if (n <= 1) return 0;
  const without = counts.map((count, option) =>
    count === 0 ? 0 : (count / n) * jensenShannon(counts.with(option, count - 1), other)
  );
  return (n - 1) * (total(without) - jensenShannon(counts, other));
}

function ofClusters(clusters: readonly (readonly number[])[], other: readonly number[]): number {
  const answered = clusters.filter((counts) => total(counts) > 0);
  const m = answered.length;
  if (m <= 1) return 0;
  const length = answered.reduce((most, counts) => Math.max(most, counts.length), 0);
  const all = Array.from(
    { length },
    (_, option) => answered.reduce((sum, counts) => sum + (counts[option] ?? 0), 0),
  );
  // Clusters with the same counts may be one list, whose divergence is worked out once.
  const known = new Map<readonly number[], number>();
  let sum = 0;
  for (const counts of answered) {
    const without = known.get(counts) ??
      jensenShannon(all.map((count, option) => count - (counts[option] ?? 0)), other);
    known.set(counts, without);
    sum += without;
  }
  return (m - 1) * (sum / m - jensenShannon(all, other));
}

function ofShares(
  sample: Extract<Sampled, { readonly shares: readonly number[] }>,
  other: readonly number[],
): number {
  const { shares } = sample;
  if ("n" in sample && !(sample.n > 0)) {
    throw new RangeError(`Cannot give a bias at n = ${sample.n}: there is no data`);
  }
  const [all, rest] = [total(shares), total(other)];
  if (!(all > 0 && rest > 0)) throw new RangeError("Cannot give a bias: there is no data");
  const terms = shares.map((weight, option) => {
    const s = weight / all;
    const m = (s + (other[option] ?? 0) / rest) / 2;
    if (s === 0) return 0;
    if ("n" in sample) return (1 - s) * (2 - s / m) / sample.n;
    return ((sample.variances[option] ?? 0) / all ** 2) * (2 / s - 1 / m);
  });
  return total(terms) / (8 * Math.LN2);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
