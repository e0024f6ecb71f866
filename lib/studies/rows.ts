import { type Journal } from "../engine/journal.ts";
import { type Row } from "../rows/row.ts";

/** The rows of a run, in panel order; they stay in the journal and are read as they are walked. */
export class Rows implements Iterable<Row> {
  readonly #journal: Journal;

  /** The rows of a journal. */
  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Walks the rows one at a time. */
  [Symbol.iterator](): Generator<Row> {
    return this.#journal.rows();
  }

  /** All rows at once, as a list. */
  toArray(): Row[] {
    return [...this];
  }
}
