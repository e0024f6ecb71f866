import { rowsBundle, rowsText } from "../display/rows_face.ts";
import { type Row } from "../rows/row.ts";
import { toCSV } from "../rows/to_csv.ts";
import { toJSONL } from "../rows/to_jsonl.ts";
import { toParquet } from "../rows/to_parquet.ts";

/** The rows of a run, in panel order; they stay in the journal and are read as they are walked. */
export class Rows implements Iterable<Row> {
  readonly #walk: () => Generator<Row>;

  /** The rows that a walk through a journal meets. */
  constructor(walk: () => Generator<Row>) {
    this.#walk = walk;
  }

  /** Walks the rows one at a time. */
  [Symbol.iterator](): Generator<Row> {
    return this.#walk();
  }

  /** All rows at once, as a list. */
  toArray(): Row[] {
    return [...this];
  }

  /** All rows as the text of a CSV table; see {@linkcode toCSV}. */
  toCSV(): string {
    return toCSV(this);
  }

  /** All rows as JSON lines; see {@linkcode toJSONL}. */
  toJSONL(): string {
    return toJSONL(this);
  }

  /** All rows as the bytes of a Parquet table; see {@linkcode toParquet}. */
  toParquet(): Promise<Uint8Array<ArrayBuffer>> {
    return toParquet(this);
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    return rowsBundle(this);
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return rowsText(this);
  }
}
