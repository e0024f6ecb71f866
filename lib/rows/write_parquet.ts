import { type Coming, type TableColumn, type TableForm } from "./table_form.ts";

/**
 * Writes values as a Parquet table, piece by piece: whole numbers in 64 bits, lists, objects and whatever JSON
 * can hold as JSON. Five thousand rows make a group, and a group at a time is in the memory; of each group that is
 * written only its place in the file is kept, for the end of the file.
 *
 * @param sink What takes the pieces.
 */
export async function writeParquet<Value>(
  sink: { write(piece: Uint8Array): void },
  values: Coming<Value>,
  { columns, record }: TableForm<Value>,
): Promise<void> {
  // Loaded when used: few files are written in this form.
  const { ByteWriter, parquetWriteRows } = await import("hyparquet-writer");
  const bytes = new ByteWriter();
  const flush = () => {
    sink.write(bytes.getBytes());
    bytes.index = 0;
  };
  await parquetWriteRows({
    writer: Object.assign(bytes, { flush, finish: flush }),
    rows: recordsOf(values, columns, record),
    columns: columns.map(({ name, type }) => ({ name, type: TYPES[type] })),
    rowGroupSize: 5_000,
    createdBy: "quorum",
  });
}

const TYPES = {
  "string": "STRING",
  "integer": "INT64",
  "number": "DOUBLE",
  "boolean": "BOOLEAN",
  "list of strings": "JSON",
  "list of integers": "JSON",
  "object": "JSON",
  "any": "JSON",
} as const;

async function* recordsOf<Value>(
  values: Coming<Value>,
  columns: readonly TableColumn[],
  record: TableForm<Value>["record"],
): AsyncGenerator<Record<string, unknown>> {
  for await (const value of values) {
    const cells = record(value);
    yield Object.fromEntries(columns.map(({ name, type }) => [name, cellOf(cells[name], type)]));
  }
}

function cellOf(value: unknown, type: TableColumn["type"]): unknown {
  if (type === "integer" && typeof value === "number") return BigInt(value);
  return value ?? null;
}
