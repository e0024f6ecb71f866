import { rowsBundle, rowsText } from "../display/rows_face.ts";
import { type Row } from "../rows/row.ts";

/** The rows of a run, in panel order; they stay on disk and are read as they are walked. */
export class Rows<Kept = Row> implements Iterable<Kept> {
  readonly #walk: () => Generator<Kept>;

  /** The rows that a walk meets. */
  constructor(walk: () => Generator<Kept>) {
    this.#walk = walk;
  }

  /** Walks the rows one at a time. */
  [Symbol.iterator](): Generator<Kept> {
    return this.#walk();
  }

  /** All rows at once, as a list. */
  toArray(): Kept[] {
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
