import { type Row } from "../rows/row.ts";

/** The answers of people who were asked several times, counted for each of them. */
export class People {
  readonly #options: readonly string[];
  readonly #people = new Map<string, { n: number; readonly counts: Map<string, number> }>();

  /** Nobody's answers yet, to a question with these options. */
  constructor(options: readonly string[]) {
    this.#options = options;
  }

  /** Counts one answer of a person; on another arm of an ensemble they are somebody else. */
  count({ panelist, arm }: Row, options: readonly string[]): void {
    const key = JSON.stringify([panelist, arm]);
    const person = this.#people.get(key) ?? { n: 0, counts: new Map<string, number>() };
    this.#people.set(key, person);
    person.n += 1;
    for (const option of options) person.counts.set(option, (person.counts.get(option) ?? 0) + 1);
  }

  /** How many people answered, and the mean of their own shares for each option. */
  means(): { readonly n: number; readonly shares: Readonly<Record<string, number>> } {
    const people = [...this.#people.values()];
    const meanOf = (option: string) =>
      people.reduce((sum, { n, counts }) => sum + (counts.get(option) ?? 0) / n, 0) / people.length;
    const shares = people.length === 0 ? {} : Object.fromEntries(
      this.#options.map((option) => [option, Math.min(1, meanOf(option))]),
    );
    return { n: people.length, shares };
  }
}
