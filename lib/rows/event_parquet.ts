import { type FileDraft } from "../host/host.ts";
import { EVENT_COLUMNS } from "./event_columns.ts";
import { type EventRow } from "./event_row.ts";

/**
 * Writes events as a Parquet table into a draft: texts as strings, the period as a whole number of 64 bits,
 * lists and objects as JSON. So many rows make a group, and a group at a time is in the memory.
 */
export async function writeEventParquet(
  draft: FileDraft,
  rows: AsyncIterable<EventRow>,
): Promise<void> {
  // Loaded when used: few files are written in this form.
  const { ByteWriter, parquetWriteRows } = await import("hyparquet-writer");
  const bytes = new ByteWriter();
  const flush = () => {
    draft.write(bytes.getBytes());
    bytes.index = 0;
  };
  await parquetWriteRows({
    writer: Object.assign(bytes, { flush, finish: flush }),
    rows: cells(rows),
    columns: EVENT_COLUMNS.map(({ name, type }) => ({ name, type: TYPES[type] })),
    rowGroupSize: 20_000,
    createdBy: "quorum",
  });
}

const TYPES = {
  "string": "STRING",
  "integer": "INT64",
  "list of strings": "JSON",
  "object": "JSON",
} as const;

async function* cells(rows: AsyncIterable<EventRow>): AsyncGenerator<Record<string, unknown>> {
  for await (const row of rows) {
    const cell = (name: keyof EventRow) => name === "t" ? BigInt(row.t) : row[name] ?? null;
    yield Object.fromEntries(EVENT_COLUMNS.map(({ name }) => [name, cell(name)]));
  }
}
