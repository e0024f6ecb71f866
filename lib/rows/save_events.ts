import { denoHost } from "../host/deno.ts";
import { type FileDraft, type Host } from "../host/host.ts";
import { EVENT_CSV_HEAD, eventCsv } from "./event_csv.ts";
import { eventLine } from "./event_line.ts";
import { writeEventParquet } from "./event_parquet.ts";
import { type EventRow } from "./event_row.ts";

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
  const write = FORMS[/\.[a-z]+$/.exec(path)?.[0] ?? ""];
  if (write === undefined) {
    throw new TypeError(
      `Cannot write events to "${path}": it must end in ${Object.keys(FORMS).join(", ")}`,
    );
  }
  const draft = await host.files.draft(path);
  try {
    const counted = new Counted(rows);
    await write(draft, counted);
    await draft.finish();
    return counted.count;
  } finally {
    await draft.discard();
  }
}

type Form = (draft: FileDraft, rows: AsyncIterable<EventRow>) => Promise<void>;

const FORMS: Readonly<Record<string, Form>> = {
  ".jsonl": (draft, rows) => writeLines(draft, rows, (row) => `${eventLine(row)}\n`),
  ".csv": (draft, rows) => {
    draft.write(`${EVENT_CSV_HEAD}\r\n`);
    return writeLines(draft, rows, (row) => `${eventCsv(row)}\r\n`);
  },
  ".parquet": writeEventParquet,
};

async function writeLines(
  draft: FileDraft,
  rows: AsyncIterable<EventRow>,
  lineOf: (row: EventRow) => string,
): Promise<void> {
  let piece = "";
  for await (const row of rows) {
    piece += lineOf(row);
    if (piece.length < 65_536) continue;
    draft.write(piece);
    piece = "";
  }
  draft.write(piece);
}

/** Rows that are counted as they go by. */
class Counted {
  count = 0;
  readonly #rows: EventRows;

  constructor(rows: EventRows) {
    this.#rows = rows;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EventRow> {
    for await (const row of this.#rows) {
      this.count += 1;
      yield row;
    }
  }
}
