import { type Interval } from "./wilson.ts";

/**
 * Between which ends each share lies whatever those said who gave no valid answer: c/(n + u) if none of the
 * u missing had chosen the option, (c + u)/(n + u) if all had (Manski 1989).
 *
 * @param counts How many chose each option.
 * @param missing How many were asked and gave no valid answer.
 * @throws {RangeError} When a count is negative, or there is nobody at all.
 *
 * @example
 * ```ts
 * import { worstCaseBounds } from "../../mod.ts";
 *
 * const [yes] = worstCaseBounds([30, 50], 20);
 * if (yes?.low !== 0.3 || yes.high !== 0.5) throw new Error();
 * ```
 */
export function worstCaseBounds(counts: readonly number[], missing: number): Interval[] {
  const bad = [...counts, missing].find((count) => !(count >= 0 && count < Infinity));
  if (bad !== undefined) throw new RangeError(`Cannot count ${bad}: a count must be from 0 on`);
  const all = counts.reduce((sum, count) => sum + count, missing);
  if (all === 0) throw new RangeError("Cannot bound shares: there is no data");
  return counts.map((count) => ({ low: count / all, high: (count + missing) / all }));
}
