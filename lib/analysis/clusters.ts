import { grown } from "../rows/grown.ts";
import { Places } from "../rows/places.ts";
import { type Row } from "../rows/row.ts";
import { effectiveSize } from "../statistics/effective_size.ts";

/** The id of a panelist's persona: that of a variant is followed by its index. */
export function personaOf(panelist: string): string {
  const end = panelist.indexOf("~");
  return end < 0 ? panelist : panelist.slice(0, end);
}

/**
 * The answers of each persona apart, where a persona gives several: in repeats, or by its variants. A persona takes
 * a byte an option and one more, four each from 256 answers on, and its place (see {@linkcode Places}), which several
 * questions may share.
 */
export class Clusters {
  readonly #options: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #places: Places;
  // Of each persona how many answers it gave, and after that how many of them count for each option.
  #answers: Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> = new Uint8Array(0);
  // What the answers of each persona weigh; nothing where all weigh 1.
  #weights: Float64Array<ArrayBuffer> | null = null;
  #sizes = new Map<string | null, number>();

  /**
   * Nobody's answers yet, to a question with these options.
   *
   * @param places Where personas have their places. @default {in a list of its own}
   */
  constructor(options: readonly string[], places = new Places()) {
    this.#options = options;
    this.#columns = new Map(options.map((option, at) => [option, at + 1]));
    this.#places = places;
  }

  /** Counts one answer for its persona, all of whose answers have this weight. */
  count({ panelist }: Pick<Row, "panelist">, options: readonly string[], weight = 1): void {
    const place = this.#places.of(personaOf(panelist));
    const at = place * this.#width;
    this.#answers = grown(this.#answers, at + this.#width);
    if (weight !== 1 || this.#weights !== null) this.#weigh(place, weight);
    this.#add(at);
    for (const option of options) {
      const column = this.#columns.get(option);
      if (column !== undefined) this.#add(at + column);
    }
    if (this.#sizes.size > 0) this.#sizes.clear();
  }

  /**
   * The counts of each persona that answered times its weight, an option after the other. Counts that are equal are
   * one list.
   */
  get counts(): readonly (readonly number[])[] {
    const weighted = (place: number) => {
      const weight = this.#weightOf(place);
      return this.#countsOf(place).map((count) => count * weight);
    };
    return this.#lists(weighted).lists;
  }

  /** How many independent answers these are worth, where an answer is one of the options. */
  get size(): number {
    return this.#sizeBy(null, (place) => this.#countsOf(place));
  }

  /** How many independent answers these are worth for one option that may be among several. */
  sizeOf(option: string): number {
    const column = this.#columns.get(option);
    return this.#sizeBy(option, (place) => {
      const at = place * this.#width;
      const named = column === undefined ? 0 : this.#answers[at + column] ?? 0;
      return [named, (this.#answers[at] ?? 0) - named];
    });
  }

  get #width(): number {
    return this.#options.length + 1;
  }

  #add(at: number): void {
    const before = this.#answers[at] ?? 0;
    if (before === 255 && this.#answers instanceof Uint8Array) {
      this.#answers = Uint32Array.from(this.#answers);
    }
    this.#answers[at] = before + 1;
  }

  #weigh(place: number, weight: number): void {
    // Everybody before weighs 1.
    this.#weights = grown(this.#weights ?? new Float64Array(place + 1).fill(1), place + 1);
    this.#weights[place] = weight;
  }

  #weightOf(place: number): number {
    return this.#weights?.[place] ?? 1;
  }

  #countsOf(place: number): number[] {
    const at = place * this.#width;
    return [...this.#answers.subarray(at + 1, at + this.#width)];
  }

  /** What is read of each persona that answered, and what its answers weigh; equal ones are one list. */
  #lists(read: (place: number) => number[]): {
    readonly lists: readonly (readonly number[])[];
    readonly weights: readonly number[];
  } {
    const known = new Map<string, readonly number[]>();
    const lists: (readonly number[])[] = [];
    const weights: number[] = [];
    for (let place = 0; place * this.#width < this.#answers.length; place++) {
      if (this.#answers[place * this.#width] === 0) continue;
      const list = read(place);
      const name = list.join();
      const same = known.get(name) ?? list;
      if (same === list) known.set(name, list);
      lists.push(same);
      weights.push(this.#weightOf(place));
    }
    return { lists, weights };
  }

  /** A size, worked out once until more is counted. */
  #sizeBy(of: string | null, read: (place: number) => number[]): number {
    const known = this.#sizes.get(of);
    if (known !== undefined) return known;
    const { lists, weights } = this.#lists(read);
    const size = effectiveSize(lists, weights);
    this.#sizes.set(of, size);
    return size;
  }
}
