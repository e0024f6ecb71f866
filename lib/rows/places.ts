import { IdIndex } from "./id_index.ts";

/**
 * The places of ids in the order in which they first appear, from 0. A few are kept as they are; of many each takes
 * 19 to 24 bytes, however long it is (see {@linkcode IdIndex}).
 *
 * @example
 * ```ts
 * import { Places } from "./places.ts";
 *
 * const places = new Places();
 * if (["a", "b", "a"].map((id) => places.of(id)).join() !== "0,1,0") throw new Error();
 * ```
 */
export class Places {
  readonly #few = new Map<string, number>();
  #many: IdIndex | undefined;
  #size = 0;
  // Rows of one person mostly stand together, and need no looking up.
  #last: string | undefined;
  #place = 0;

  /** How many ids have a place. */
  get size(): number {
    return this.#size;
  }

  /** The place of an id; the next one where it has none yet. */
  of(id: string): number {
    if (id === this.#last) return this.#place;
    this.#last = id;
    this.#place = this.#many === undefined ? this.#among(id) : this.#find(id, this.#many);
    return this.#place;
  }

  #among(id: string): number {
    const known = this.#few.get(id);
    if (known !== undefined) return known;
    this.#few.set(id, this.#size++);
    if (this.#size >= MANY) {
      this.#many = new IdIndex();
      for (const [one, place] of this.#few) this.#many.add(one, place + 1);
      this.#few.clear();
    }
    return this.#size - 1;
  }

  #find(id: string, ids: IdIndex): number {
    const known = ids.add(id, this.#size + 1);
    return known === 0 ? this.#size++ : known - 1;
  }
}

/** From so many on a table of hashes is smaller than the ids themselves. */
const MANY = 256;
