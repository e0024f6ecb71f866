import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { type Tallied, type Tally, type TallyContext } from "../../lib/analysis/tally.ts";
import { TallyCounter } from "../../lib/analysis/tally_counter.ts";
import { type Question, type Row, type Status } from "../../mod.ts";

/** What stands beside the counts of every tally made here. */
export const CONTEXT: TallyContext = { models: ["scripted"], notice: null };

/** A question under the key q. */
export function asked(question: Question): CompiledQuestion {
  return new CompiledQuestion("q", question);
}

/** A row of the question q. */
export function rowOf(given: Partial<Row> = {}): Row {
  return {
    ...{ run: "r", panelist: "p", persona: "Maya", arm: null, model: "scripted" },
    ...{ round: "default", question: "q", kind: "choice", item: null, repeat: 0, turn: 0 },
    ...{ status: "ok", answer: null, category: null, text: null, extraction: null, order: null },
    ...{ error: null, tokensIn: 0, tokensOut: 0, cost: 0, afterStop: false },
    ...given,
  };
}

/** A row for each valid answer. */
export function answered(answers: readonly unknown[], given: Partial<Row> = {}): Row[] {
  return answers.map((answer) => rowOf({ answer, ...given }));
}

/** So many rows of a status that has no answer. */
export function without(status: Status, count: number): Row[] {
  return Array.from({ length: count }, () => rowOf({ status }));
}

/** The tally of these rows. */
export function tallyRows(rows: Iterable<Row>, asked: Tallied, context: TallyContext): Tally {
  const counter = new TallyCounter(asked, context);
  for (const row of rows) counter.count(row);
  return counter.tally;
}
