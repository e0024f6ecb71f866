import { EVENT_COLUMNS } from "./event_columns.ts";
import { type EventRow } from "./event_row.ts";

/** The first line of a table of events: the fields, sorted by name. */
export const EVENT_CSV_HEAD = EVENT_COLUMNS.map(({ name }) => name).join(",");

/**
 * An event as a line of a CSV table (RFC 4180), without its end: null is empty, lists and objects are JSON.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
 *
 * @example
 * ```ts
 * import { eventCsv } from "./event_csv.ts";
 *
 * const line = eventCsv({
 *   t: 0, event_id: "e1", schema_version: "0.1.0", event_type: "evaluation", policy: "random",
 *   panelist_id: "=1+1", product_id: "A", product_display: "Ale, pale", outcomes: { rating: 4 },
 * });
 * if (line !== `,e1,evaluation,"{""rating"":4}",,'=1+1,random,"Ale, pale",,A,0.1.0,,,0,`) {
 *   throw new Error(line);
 * }
 * ```
 */
export function eventCsv(row: EventRow): string {
  return EVENT_COLUMNS.map(({ name }) => cell(row[name])).join(",");
}

function cell(value: EventRow[keyof EventRow]): string {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? harmless(value) : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** OWASP, CSV injection: what begins with one of these may be carried out when the table is opened. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
