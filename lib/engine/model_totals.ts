import { type Database } from "../host/host.ts";

/** Tokens, money and calls of one model over a whole run. */
export interface ModelTotals {
  /** The model as it was named. */
  readonly model: string;
  /** The ids under which it was served. */
  readonly served: readonly string[];
  /** How many replies were paid for, or may have been. */
  readonly calls: number;
  /** Input tokens outside caches. */
  readonly input: number;
  /** Output tokens. */
  readonly output: number;
  /** Input tokens written to caches. */
  readonly cacheWrite: number;
  /** Input tokens read from caches. */
  readonly cacheRead: number;
  /** US dollars; null when some call has no known price. */
  readonly cost: number | null;
}

/**
 * The totals of each model in the order of the names: of the calls that meet a condition, and for one
 * purpose where it is given.
 */
export function modelTotals(database: Database, where: string, purpose?: string): ModelTotals[] {
  const sums = database.prepare(
    "SELECT model, group_concat(DISTINCT served) AS served, count(*) AS calls, " +
      "sum(input) AS input, sum(output) AS output, sum(cache_write) AS cacheWrite, " +
      "sum(cache_read) AS cacheRead, " +
      "CASE WHEN count(cost) = count(*) THEN round(sum(cost), 9) END AS cost " +
      `FROM calls WHERE ${where} AND (?1 IS NULL OR purpose = ?1) GROUP BY model ORDER BY model`,
  );
  return [...sums.iterate(purpose ?? null)].map(({ served, ...sum }) => ({
    // The columns are named after the members and hold what was written to them.
    ...(sum as unknown as Omit<ModelTotals, "served">),
    served: String(served).split(",").filter((id) => id !== "").sort(),
  }));
}
