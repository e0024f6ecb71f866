import { murmur3, type Words } from "../random/murmur3.ts";

/**
 * Which ids there were, and on which lines. It keeps 96 bits of each id's hash and its line, 16 bytes in a
 * table that is filled to between 68 and 85 of 100: 19 to 24 bytes an id, however long it is. Among
 * ten million ids, two different ones are taken for one with a probability of 10⁻¹⁵.
 *
 * @example
 * ```ts
 * import { IdIndex } from "./id_index.ts";
 *
 * const ids = new IdIndex();
 * if (ids.add("a", 1) !== 0 || ids.add("a", 7) !== 1 || ids.lineOf("b") !== 0) throw new Error();
 * ```
 */
export class IdIndex {
  // Many small tables that grow at different times: no moment needs room for all of it twice.
  readonly #tables = Array.from({ length: TABLES }, () => new Table());

  /** Takes an id and its line, from 1; returns the line that had it before, or 0 where none had. */
  add(id: string, line: number): number {
    const hash = murmur3(id);
    return this.#tableOf(hash).add(hash, line);
  }

  /** The line of an id; 0 where there was none. */
  lineOf(id: string): number {
    const hash = murmur3(id);
    return this.#tableOf(hash).find(hash);
  }

  #tableOf(hash: Words): Table {
    // There is a table for every remainder.
    return this.#tables[hash[3] % TABLES] as Table;
  }
}

const TABLES = 64;
/** The part of a table that is used before it grows, and by how much it grows. */
const [FULL, GROWTH] = [0.85, 1.25];

/** Hashes with open addressing and linear probing: three words of the hash and the line, 0 for nobody. */
class Table {
  #words = new Uint32Array(4 * 16);
  #size = 0;

  add(hash: Words, line: number): number {
    const [a, b, c] = hash;
    const at = placeOf(a, b, c, this.#words);
    const before = this.#words[at + 3] ?? 0;
    if (before !== 0) return before;
    write(this.#words, at, a, b, c, line);
    this.#size += 1;
    if (this.#size > FULL * this.#words.length / 4) this.#grow();
    return 0;
  }

  find(hash: Words): number {
    return this.#words[placeOf(hash[0], hash[1], hash[2], this.#words) + 3] ?? 0;
  }

  #grow(): void {
    const before = this.#words;
    const after = new Uint32Array(4 * Math.ceil(GROWTH * before.length / 4));
    for (let at = 0; at < before.length; at += 4) {
      const line = before[at + 3] ?? 0;
      if (line === 0) continue;
      const [a, b, c] = [before[at] ?? 0, before[at + 1] ?? 0, before[at + 2] ?? 0];
      write(after, placeOf(a, b, c, after), a, b, c, line);
    }
    this.#words = after;
  }
}

/** Where a hash stands, or the free place where it belongs. */
function placeOf(a: number, b: number, c: number, words: Uint32Array): number {
  // As many parts of the table as of all hashes come before it.
  let at = 4 * Math.floor(a / 2 ** 32 * (words.length / 4));
  while (words[at + 3] !== 0) {
    if (words[at] === a && words[at + 1] === b && words[at + 2] === c) return at;
    at = (at + 4) % words.length;
  }
  return at;
}

// Word by word, and no list of them: this is done for every event, and again whenever a table grows.
function write(
  words: Uint32Array,
  at: number,
  a: number,
  b: number,
  c: number,
  line: number,
): void {
  words[at] = a;
  words[at + 1] = b;
  words[at + 2] = c;
  words[at + 3] = line;
}
