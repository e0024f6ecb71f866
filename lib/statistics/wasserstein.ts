import { cumulativeShares } from "./cumulative_shares.ts";

/** Where the options of a scale lie. */
export interface WassersteinOptions {
  /** The score of each option, rising. @default {1, 2, 3 and so on} */
  readonly scores?: readonly number[] | undefined;
}

/**
 * The Wasserstein distance of two distributions over ordered options, as a part of the whole scale:
 * Σ|F − G|·(s′ − s)/(s_last − s_first) over neighbouring scores s and s′ (Vallender 1974). Unlike the other
 * divergences it knows that "agree" is nearer to "strongly agree" than to "disagree". 0 when the two are
 * equal, 1 when they stand at opposite ends.
 *
 * @param p The shares or counts of the options, in their order.
 * @param q The other side's, of the same options.
 * @param options The scores of the options.
 * @throws {RangeError} When a side has no data, the sides differ in length, or the scores do not rise.
 *
 * @example
 * ```ts
 * import { wasserstein } from "../../mod.ts";
 *
 * const distance = wasserstein([1, 2, 3, 4], [1, 1, 1, 1]);
 * if (distance.toFixed(9) !== "0.166666667") throw new Error(`${distance}`);
 * ```
 */
export function wasserstein(
  p: readonly number[],
  q: readonly number[],
  { scores }: WassersteinOptions = {},
): number {
  if (p.length !== q.length) {
    throw new RangeError(
      `Cannot compare ${p.length} options with ${q.length}: they must be the same`,
    );
  }
  const gaps = scoreGaps(p.length, scores);
  const left = cumulativeShares(p);
  const right = cumulativeShares(q);
  return gaps.reduce(
    (sum, gap, at) => sum + gap * Math.abs((left[at] ?? 0) - (right[at] ?? 0)),
    0,
  );
}

/** How far it is from each option to the next, as parts of the whole scale. */
export function scoreGaps(options: number, scores?: readonly number[]): number[] {
  if (options < 2) throw new RangeError(`Cannot measure along a scale of ${options} options`);
  if (!scores) return Array<number>(options - 1).fill(1 / (options - 1));
  const gaps = scores.slice(1).map((score, at) => score - (scores[at] ?? NaN));
  if (scores.length !== options || !gaps.every((gap) => gap > 0 && gap < Infinity)) {
    throw new RangeError(
      `Cannot use the scores ${scores.join(", ")}: ${options} options need as many, rising`,
    );
  }
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return gaps.map((gap) => gap / whole);
}
