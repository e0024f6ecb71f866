import { type Database } from "../host/host.ts";
import { PlaceSet } from "./place_set.ts";

/** How many positions are read at once. */
const PIECE = 100_000;

/**
 * The positions of the units of a journal of which nothing is worth another attempt: those from one place on
 * and before another whose keys end so.
 */
export function settledPositions(
  database: Database,
  ...[from, before, ending]: readonly [from: number, before: number, ending: string]
): PlaceSet {
  const { first, last } = database.prepare(
    "SELECT min(position) AS first, max(position) AS last FROM units " +
      "WHERE position >= ? AND position < ?",
  ).get(from, before) ?? {};
  const found = new PlaceSet(from);
  if (typeof first !== "number" || typeof last !== "number") return found;
  // One text of a hundred thousand numbers is read much faster than as many rows.
  const piece = database.prepare(
    "SELECT group_concat(position) AS positions FROM units " +
      "WHERE settled = 1 AND position >= ? AND position < ? AND substr(key, -length(?3)) = ?3",
  );
  for (let start = first; start <= last; start += PIECE) {
    const { positions } = piece.get(start, Math.min(start + PIECE, last + 1), ending) ?? {};
    if (typeof positions !== "string") continue;
    for (const position of positions.split(",")) found.add(Number(position));
  }
  return found;
}
