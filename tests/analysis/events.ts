import { type EvaluationRow } from "../../lib/rows/event_row.ts";
import { evaluation } from "../rows/events.ts";

/** Evaluations written as in `u1A5`: who, what, and the rating; `-` is none. */
export function rated(cells: readonly string[], t = 0): EvaluationRow[] {
  return cells.map((cell) => {
    const [, panelist_id = "", product_id = "", rating = ""] =
      /^(\w\d+)([A-Z])(\d|-)$/.exec(cell) ??
        [];
    const outcomes = { rating: rating === "-" ? null : Number(rating) };
    return evaluation({ event_id: `${cell} ${t}`, panelist_id, product_id, t, outcomes });
  });
}
