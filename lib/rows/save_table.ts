import { type FileDraft, type Host } from "../host/host.ts";
import { csvLine } from "./csv_line.ts";
import { type Coming, type TableForm } from "./table_form.ts";
import { writeParquet } from "./write_parquet.ts";

/**
 * Writes values into a file, in the form that the end of its name says: `.jsonl`, `.csv` or `.parquet`. They are
 * written as they come, and the file is in its place when all are.
 *
 * @returns How many there were.
 * @throws {TypeError} When the name ends in none of these.
 * @throws {Error} When the file cannot be written.
 */
export async function saveTable<Value>(
  path: string,
  values: Coming<Value>,
  { form, host }: { readonly form: TableForm<Value>; readonly host: Host },
): Promise<number> {
  const write = WRITERS[/\.[a-z]+$/.exec(path)?.[0] ?? ""];
  if (write === undefined) {
    throw new TypeError(
      `Cannot write ${form.what} to "${path}": it must end in ${Object.keys(WRITERS).join(", ")}`,
    );
  }
  const draft = await host.files.draft(path);
  try {
    const counted = new Counted(values);
    await write(draft, counted, form);
    await draft.finish();
    return counted.count;
  } finally {
    await draft.discard();
  }
}

type Writer = <Value>(
  draft: FileDraft,
  values: AsyncIterable<Value>,
  form: TableForm<Value>,
) => Promise<void>;

const WRITERS: Readonly<Record<string, Writer>> = {
  ".jsonl": (draft, values, { line }) => writeLines(draft, values, (value) => `${line(value)}\n`),
  ".csv": (draft, values, { columns, record }) => {
    const names = columns.map(({ name }) => name);
    draft.write(`${csvLine(names)}\r\n`);
    return writeLines(draft, values, (value) => {
      const cells = record(value);
      return `${csvLine(names.map((name) => cells[name]))}\r\n`;
    });
  },
  ".parquet": writeParquet,
};

async function writeLines<Value>(
  draft: FileDraft,
  values: AsyncIterable<Value>,
  lineOf: (value: Value) => string,
): Promise<void> {
  let piece = "";
  for await (const value of values) {
    piece += lineOf(value);
    if (piece.length < 65_536) continue;
    draft.write(piece);
    piece = "";
  }
  draft.write(piece);
}

/** Values that are counted as they go by. */
class Counted<Value> {
  count = 0;
  readonly #values: Coming<Value>;

  constructor(values: Coming<Value>) {
    this.#values = values;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value> {
    for await (const value of this.#values) {
      this.count += 1;
      yield value;
    }
  }
}
