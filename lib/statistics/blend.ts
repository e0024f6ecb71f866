import { type Interval, wilson } from "./wilson.ts";

/** The shares that one sample gives the same options, and its size. */
export interface Sample {
  /** The share of each option, in [0, 1]. */
  readonly shares: readonly number[];
  /** How many answers the shares are of. */
  readonly n: number;
}

/** Several samples blended. */
export interface Blended {
  /** The blended share of each option. */
  readonly shares: readonly number[];
  /** The interval of each share. */
  readonly intervals: readonly Interval[];
  /** The weight of each sample, over those with data; they add up to 1. */
  readonly weights: readonly number[];
  /** How far each share varies, Σ w²p(1 − p)/n: its variance. */
  readonly variances: readonly number[];
  /** How many answers of one sample would vary as much as the blend. */
  readonly nEffective: number;
}

/**
 * The weighted mean of several samples' shares. Samples without data have no weight; those of the others
 * are renormalised. Intervals join the samples' Wilson intervals by MOVER (Zou and Donner 2008):
 * p̂ ∓ √Σ w²(p̂ₘ − lₘ)² and likewise above. The effective size is Σ p(1 − p) / Σ Var(p̂).
 *
 * @throws {RangeError} When no sample has data, or a weight is not positive.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { blend } from "../../mod.ts";
 *
 * const { shares, weights } = blend([
 *   { shares: [0.6, 0.4], n: 30 },
 *   { shares: [1, 0], n: 30 },
 * ], [3, 1]);
 * assert(shares[0] === 0.7 && weights.join() === "0.75,0.25");
 * ```
 */
export function blend(samples: readonly Sample[], weights: readonly number[]): Blended {
  if (weights.length !== samples.length || !weights.every((w) => w > 0 && w < Infinity)) {
    throw new RangeError("Cannot blend: every sample must have a weight above 0");
  }
  const total = weights.reduce((sum, weight, at) => sum + (samples[at]?.n ? weight : 0), 0);
  if (total === 0) throw new RangeError("Cannot blend: no sample has data");
  const used = weights.map((weight, at) => samples[at]?.n ? weight / total : 0);
  const parts = samples.map(({ shares, n }, at) => ({ shares, n, weight: used[at] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const options = samples[0]?.shares.map((_, option) => option) ?? [];
  const shares = options.map((option) =>
    sumOf(parts, ({ shares, weight }) => weight * (shares[option] ?? 0))
  );
  const variances = options.map((option) =>
    sumOf(parts, ({ shares, n, weight }) => {
      const p = shares[option] ?? 0;
      return weight ** 2 * p * (1 - p) / n;
    })
  );
  return {
    ...{ shares, variances, weights: used },
    intervals: options.map((option) => moverWilson(parts, option, shares[option] ?? 0)),
    nEffective: effective(parts, shares, variances),
  };
}

interface Part extends Sample {
  readonly weight: number;
}

function moverWilson(parts: readonly Part[], option: number, share: number): Interval {
  const ends = parts.map(({ shares, n, weight }) => {
    const p = shares[option] ?? 0;
    const { low, high } = wilson(p * n, n);
    return { low: weight * (p - low), high: weight * (high - p) };
  });
  const half = (end: "low" | "high") => Math.sqrt(sumOf(ends, (part) => part[end] ** 2));
  return { low: Math.max(0, share - half("low")), high: Math.min(1, share + half("high")) };
}

function effective(
  parts: readonly Part[],
  shares: readonly number[],
  variances: readonly number[],
): number {
  const spread = sumOf(shares, (p) => p * (1 - p));
  const variance = sumOf(variances, (one) => one);
  // Where all agree nothing varies, and only the weights count (Kish 1965).
  return variance > 0 ? spread / variance : 1 / sumOf(parts, ({ n, weight }) => weight ** 2 / n);
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
