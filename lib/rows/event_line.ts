import { EVENT_COLUMNS } from "./event_columns.ts";
import { type EventRow } from "./event_row.ts";

/**
 * An event as a line of `events.jsonl`, without its end: its fields sorted by name, those that are undefined
 * left out, what is inside them as it stands.
 *
 * @example
 * ```ts
 * import { eventLine } from "./event_line.ts";
 *
 * const row = {
 *   t: 0, event_id: "e1", schema_version: "0.1.0", event_type: "evaluation", policy: "random",
 *   panelist_id: "p1", product_id: "A", product_display: "Ale",
 * } as const;
 * if (!eventLine(row).startsWith('{"event_id":"e1","event_type":')) throw new Error();
 * ```
 */
export function eventLine(row: EventRow): string {
  let text = "";
  for (const { name } of EVENT_COLUMNS) {
    const value = row[name];
    if (value === undefined) continue;
    const isShared = name === "panelist_features" || name === "product_features";
    const written = isShared ? sharedText(value) : JSON.stringify(value);
    text += `${text === "" ? "{" : ","}"${name}":${written}`;
  }
  return `${text}}`;
}

// What is known of somebody or something is one object in many rows.
const texts = new WeakMap<object, string>();

function sharedText(value: EventRow[keyof EventRow]): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
