import { type Row } from "../rows/row.ts";
import { type Summary } from "../statistics/summary.ts";
import { personaOf } from "./clusters.ts";
import { Numbers } from "./numbers.ts";
import { noStatuses, type Statuses } from "./statuses.ts";
import { type Tallied, type TallyContext } from "./tally.ts";

/** How many answers in words are kept. */
const QUOTED = 3;

/** The answers to a question without options, gathered a row at a time: their numbers, or the first few. */
export class OpenAnswers {
  /** The question's key. */
  readonly question: string;
  /** The question's wording. */
  readonly text: string;
  /** Of what the answers are numbers, as in "US dollars"; null where nothing says so. */
  readonly unit: string | null;
  /** Who answered, and what must be said with it. */
  readonly context: TallyContext;
  readonly #statuses = noStatuses();
  readonly #quoted = new Map<string, Row>();
  readonly #numbers: Numbers;

  /** Nobody's answers yet. */
  constructor({ key, question: { text, unit } }: Tallied, context: TallyContext) {
    this.question = key;
    this.text = text;
    this.unit = unit ?? null;
    this.context = context;
    this.#numbers = new Numbers(context);
  }

  /** Takes a row of the question; others, and what arrived after the stop, are left out. */
  count(row: Row): void {
    if (row.question !== this.question || row.afterStop) return;
    this.#statuses[row.status] += 1;
    if (row.status !== "ok") return;
    this.#numbers.count(row);
    const persona = personaOf(row.panelist);
    if (this.#quoted.size < QUOTED && !this.#quoted.has(persona)) this.#quoted.set(persona, row);
  }

  /** How many of each status there are. */
  get statuses(): Statuses {
    return this.#statuses;
  }

  /** The first answers, each of another persona. */
  get quoted(): Row[] {
    return [...this.#quoted.values()];
  }

  /** The answers that are numbers, summarised; null where none is. */
  get summary(): Summary | null {
    return this.#numbers.isEmpty ? null : this.#numbers.summary;
  }
}
