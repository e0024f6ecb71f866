import { type Tallied } from "../analysis/tally.ts";
import { categoriesOf } from "../analysis/tally_counter.ts";
import { type LiveShares } from "../display/live_shares.ts";
import { type Row } from "../rows/row.ts";
import { type Prepared } from "./prepare.ts";
import { talliedOf } from "./tallied.ts";

/** How many questions are shown while they are answered. */
const SHOWN = 4;

/** Counts the answers to the first questions with options while they come in, whoever gave them. */
export class LiveAnswers {
  readonly #questions: ReadonlyMap<string, LiveQuestion>;

  constructor({ asked }: Pick<Prepared, "asked">) {
    const followed = [...talliedOf(asked)].filter(([, { options }]) => options !== null);
    this.#questions = new Map(
      followed.slice(0, SHOWN).map(([key, one]) => [key, new LiveQuestion(one)]),
    );
  }

  /** Counts a row, if it is an answer to one of them. */
  count(row: Row): void {
    if (row.status === "ok" && !row.afterStop) this.#questions.get(row.question)?.count(row);
  }

  /** The shares so far. */
  get shares(): readonly LiveShares[] {
    return [...this.#questions.values()].map(({ shares }) => shares);
  }
}

class LiveQuestion {
  readonly #asked: Tallied;
  readonly #counts = new Map<string, number>();
  #answers = 0;

  constructor(asked: Tallied) {
    this.#asked = asked;
  }

  count(row: Row): void {
    this.#answers += 1;
    for (const option of categoriesOf(row, this.#asked)) {
      this.#counts.set(option, (this.#counts.get(option) ?? 0) + 1);
    }
  }

  get shares(): LiveShares {
    const { options, question: { text } } = this.#asked;
    const counts = (options ?? []).map(({ value, label }) => ({
      label,
      count: this.#counts.get(value) ?? 0,
    }));
    return { title: text, answers: this.#answers, counts };
  }
}
