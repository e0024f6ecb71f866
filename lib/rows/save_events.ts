import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { EVENT_COLUMNS } from "./event_columns.ts";
import { eventLine } from "./event_line.ts";
import { type EventRow } from "./event_row.ts";
import { saveTable } from "./save_table.ts";
import { type TableForm } from "./table_form.ts";

/** Rows that are there, or that come one after the other. */
export type EventRows = Iterable<EventRow> | AsyncIterable<EventRow>;

/**
 * Writes events into a file, in the form that the end of its name says: `.jsonl` a JSON line each, `.csv`
 * a table, `.parquet` a table of the columns' own types. Rows are written as they come, and the file is in
 * its place when all are.
 *
 * @param path The file, as in `"runs/beers/events.csv"`.
 * @param rows The rows.
 * @returns How many there were.
 * @throws {TypeError} When the name ends in none of these.
 * @throws {Error} When the file cannot be written.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { type EventRow, saveEvents } from "../../mod.ts";
 *
 * const row: EventRow = {
 *   schema_version: "0.1.0", event_id: "e1", event_type: "evaluation", policy: "random",
 *   panelist_id: "p1", t: 0, product_id: "A", product_display: "Ale", outcomes: { rating: 4 },
 * };
 * const path = `${await Deno.makeTempDir()}/events.csv`;
 * assert(await saveEvents(path, [row]) === 1);
 * assert((await Deno.readTextFile(path)).startsWith("choice_set,event_id,"));
 * ```
 */
export async function saveEvents(
  path: string,
  rows: EventRows,
  { host = denoHost() }: { readonly host?: Host | undefined } = {},
): Promise<number> {
  return await saveTable(path, rows, { form: EVENT_TABLE, host });
}

const EVENT_TABLE: TableForm<EventRow> = {
  what: "events",
  columns: EVENT_COLUMNS,
  record: (row) => ({ ...row }),
  line: eventLine,
};
