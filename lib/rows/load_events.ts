import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { InputError } from "../schema/input_error.ts";
import { issuesOf } from "../schema/read.ts";
import { parseEventLine } from "./event_lines.ts";
import { type EventRow } from "./event_row.ts";
import { eventSchema } from "./event_schema.ts";
import { isEventRow } from "./is_event_row.ts";

/**
 * The rows of a file of events, one after the other, each checked by itself; `validateEvents` also checks how
 * they fit together. Only a row at a time is in the memory.
 *
 * @param path The file, as in `"runs/beers/events.jsonl"`.
 * @throws {InputError} At the first row that is not as it must be, with its line.
 * @throws {Error} When the file cannot be read.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { type EventRow, loadEvents } from "../../mod.ts";
 *
 * const path = await Deno.makeTempFile();
 * const row: EventRow = {
 *   schema_version: "0.1.0", event_id: "e1", event_type: "evaluation", policy: "random",
 *   panelist_id: "p1", t: 0, product_id: "A", product_display: "Ale", outcomes: { rating: 4 },
 * };
 * await Deno.writeTextFile(path, `${JSON.stringify(row)}\n`);
 * for await (const { panelist_id } of loadEvents(path)) assert(panelist_id === "p1");
 * await Deno.remove(path);
 * ```
 */
export async function* loadEvents(
  path: string | URL,
  { host = denoHost() }: { readonly host?: Host | undefined } = {},
): AsyncGenerator<EventRow> {
  const what = path instanceof URL ? decodeURI(path.pathname) : path;
  let line = 0;
  for await (const text of host.files.readLines(path)) {
    line += 1;
    const read = parseEventLine(text, line);
    if (read === undefined) continue;
    if ("problem" in read) throw new InputError(what, [{ path: "$", message: read.problem, line }]);
    if (isEventRow(read.row)) yield read.row;
    else throw invalid(read.row, line, what);
  }
}

function invalid(row: unknown, line: number, what: string): InputError {
  const { error } = eventSchema.safeParse(row);
  const issues = error === undefined ? [] : issuesOf(error, row);
  return new InputError(what, issues.map((issue) => ({ ...issue, line })));
}
