import { type Database } from "../host/host.ts";

/**
 * The positions of the units of a journal of which nothing is worth another attempt: those from one place on
 * and before another whose keys end so.
 */
export function settledPositions(
  database: Database,
  ...[from, before, ending]: readonly [from: number, before: number, ending: string]
): Set<number> {
  // One text of a hundred thousand numbers is read much faster than as many rows.
  const { positions } = database.prepare(
    "SELECT group_concat(position) AS positions FROM units " +
      "WHERE settled = 1 AND position >= ? AND position < ? AND substr(key, -length(?3)) = ?3",
  ).get(from, before, ending) ?? {};
  return new Set(typeof positions === "string" ? positions.split(",").map(Number) : []);
}
