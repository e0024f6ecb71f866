import { type Row } from "../rows/row.ts";
import { effectiveSize } from "../statistics/effective_size.ts";

/** The id of a panelist's persona: that of a variant is followed by its index. */
export function personaOf(panelist: string): string {
  return panelist.split("~")[0] ?? panelist;
}

/** The answers of each persona apart, where a persona gives several: in repeats, or by its variants. */
export class Clusters {
  readonly #options: readonly string[];
  readonly #personas = new Map<string, Cluster>();

  /** Nobody's answers yet, to a question with these options. */
  constructor(options: readonly string[]) {
    this.#options = options;
  }

  /** Counts one answer for its persona, all of whose answers have this weight. */
  count({ panelist }: Pick<Row, "panelist">, options: readonly string[], weight = 1): void {
    const id = personaOf(panelist);
    const persona = this.#personas.get(id) ?? { answers: 0, counts: new Map(), weight };
    this.#personas.set(id, persona);
    persona.answers += 1;
    for (const option of options) persona.counts.set(option, (persona.counts.get(option) ?? 0) + 1);
  }

  /** The counts of each persona times its weight, an option after the other. */
  get counts(): readonly (readonly number[])[] {
    return [...this.#personas.values()].map(({ counts, weight }) =>
      this.#options.map((option) => (counts.get(option) ?? 0) * weight)
    );
  }

  /** How many independent answers these are worth, where an answer is one of the options. */
  get size(): number {
    return this.#sizeBy(({ counts }) => this.#options.map((option) => counts.get(option) ?? 0));
  }

  /** How many independent answers these are worth for one option that may be among several. */
  sizeOf(option: string): number {
    return this.#sizeBy(({ answers, counts }) => {
      const named = counts.get(option) ?? 0;
      return [named, answers - named];
    });
  }

  #sizeBy(countsOf: (persona: Cluster) => readonly number[]): number {
    const personas = [...this.#personas.values()];
    return effectiveSize(personas.map(countsOf), personas.map(({ weight }) => weight));
  }
}

/** The answers of one persona. */
interface Cluster {
  answers: number;
  /** How many of them there are for each option. */
  readonly counts: Map<string, number>;
  readonly weight: number;
}
