import { rowsBundle, rowsText } from "../display/rows_face.ts";
import { type Row } from "../rows/row.ts";

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

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    return rowsBundle(this);
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return rowsText(this);
  }
}
