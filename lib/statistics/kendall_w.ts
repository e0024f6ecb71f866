import { type Coefficient, without } from "./coefficient.ts";
import { midranks } from "./midranks.ts";

/**
 * Kendall's W: how far several people put the same things in the same order, from 0, no common order, to 1,
 * everybody the same (Kendall and Babington Smith 1939, with the correction for ties).
 *
 * @param rankings For each person a number for each thing: its rank, or a score, whose ranks are taken.
 * @returns The coefficient; without a value below two people or two things, or where nobody prefers
 * anything.
 * @throws {RangeError} When people have ranked different numbers of things, or a number is not finite.
 *
 * @example
 * ```ts
 * import { kendallW } from "../../mod.ts";
 *
 * const { value } = kendallW([[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]]);
 * if (value?.toFixed(4) !== "0.7778") throw new Error(`${value}`);
 * ```
 */
export function kendallW(rankings: readonly (readonly number[])[]): Coefficient {
  const m = rankings.length;
  const things = rankings[0]?.length ?? 0;
  for (const ranking of rankings) {
    if (ranking.length !== things || !ranking.every(Number.isFinite)) {
      throw new RangeError(
        `Cannot compare [${ranking.join(", ")}]: every ranking must have ${things} finite numbers`,
      );
    }
  }
  if (m < 2) return without("fewer than two people ranked");
  if (things < 2) return without("fewer than two things were ranked");
  const ranks = rankings.map(midranks);
  const mean = (things + 1) / 2;
  const spread = (of: readonly number[], middle: number) =>
    of.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  const sums = Array.from(
    { length: things },
    (_, thing) => ranks.reduce((sum, ranking) => sum + (ranking[thing] ?? NaN), 0),
  );
  // Ties take from each person's own spread what they take from that of the sums.
  const most = m * ranks.reduce((sum, ranking) => sum + spread(ranking, mean), 0);
  if (most === 0) return without("nobody prefers anything");
  return { value: spread(sums, m * mean) / most, reason: null };
}
