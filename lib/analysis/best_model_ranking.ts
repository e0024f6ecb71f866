import { type LeaderboardEntry } from "../benchmarks/leaderboard_form.ts";

/** From so many runs on, a row is more than the luck of one. */
export const ENOUGH_RUNS = 3;

/** A row with what it is ordered by. */
export interface Ranked {
  readonly entry: LeaderboardEntry;
  readonly score: number;
}

/**
 * Rows by the score of a category, or by SPS, the best first; equal ones by enough runs, the narrower
 * interval, the number of questions, and their labels. Those without such a score are left out.
 */
export function ranking(rows: readonly LeaderboardEntry[], category: string | null): Ranked[] {
  const scored = rows.flatMap((entry) => {
    const own = category === null || Object.hasOwn(entry.topicScores, category);
    const score = category === null ? entry.sps : entry.topicScores[category];
    return own && typeof score === "number" ? [{ entry, score }] : [];
  });
  const keys: readonly ((row: Ranked) => number)[] = [
    ({ score }) => -score,
    ({ entry }) => (entry.runs ?? 0) >= ENOUGH_RUNS ? 0 : 1,
    ({ entry: { interval } }) => interval === null ? Infinity : interval.high - interval.low,
    ({ entry }) => -(entry.n ?? 0),
  ];
  return scored.sort((a, b) => {
    const key = keys.find((of) => of(a) !== of(b));
    if (key) return key(a) - key(b);
    return a.entry.label < b.entry.label ? -1 : Number(a.entry.label > b.entry.label);
  });
}
