import { type Row } from "../rows/row.ts";

/** What each answer counts in a weighted tally. */
export interface Weighting {
  /** Where the weights come from, in words, as in `"raked to sex and region"`. */
  readonly source: string;
  /** The weight of a row's answer, from 0. */
  readonly weightOf: (row: Row) => number;
}

/** The weights of the answers that count for each option, added up. */
export class WeightedSums {
  /** Where the weights come from. */
  readonly source: string;
  readonly #weightOf: (row: Row) => number;
  readonly #options = new Map<string, number>();
  #total = 0;
  #squares = 0;

  /** Nobody's answers yet. */
  constructor({ source, weightOf }: Weighting) {
    this.source = source;
    this.#weightOf = weightOf;
  }

  /** Adds the weight of one valid answer to the options it counts for; the weight. */
  count(row: Row, options: readonly string[]): number {
    const weight = this.#weightOf(row);
    this.#total += weight;
    this.#squares += weight ** 2;
    for (const option of options) {
      this.#options.set(option, (this.#options.get(option) ?? 0) + weight);
    }
    return weight;
  }

  /** Whether nobody with a weight answered. */
  get isEmpty(): boolean {
    return this.#total === 0;
  }

  /** What the answers are worth if they are independent, (Σw)²/Σw² (Kish 1965). */
  get size(): number {
    return this.isEmpty ? 0 : this.#total ** 2 / this.#squares;
  }

  /** The weighted share of an option; there must be somebody with a weight. */
  shareOf(option: string): number {
    return Math.min(1, (this.#options.get(option) ?? 0) / this.#total);
  }
}
