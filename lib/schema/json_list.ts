/** A list that is made as it is walked: what is too long to be held is written by `jsonPieces()`. */
export class JsonList implements Iterable<unknown> {
  readonly #walk: () => Iterator<unknown>;

  /** The items that a walk meets. */
  constructor(walk: () => Iterator<unknown>) {
    this.#walk = walk;
  }

  /** Walks the items. */
  [Symbol.iterator](): Iterator<unknown> {
    return this.#walk();
  }

  /** All items at once. */
  toJSON(): unknown[] {
    return [...this];
  }
}
