import { ask } from "../engine/ask.ts";
import { type Consulted } from "../engine/consult.ts";
import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Condition, holds } from "../instruments/condition.ts";
import { type Message } from "../models/model.ts";
import { type Persona } from "../personas/persona.ts";
import { type Row } from "../rows/row.ts";
import { type AskedQuestion } from "./asked.ts";
import { blankRow } from "./blank_row.ts";
import { turnsOf } from "./conversation.ts";
import { extract, sentiment } from "./readings.ts";
import { samplingOf } from "./sampling.ts";
import { type Desk, type Unit } from "./unit.ts";

/** A question about to be put to one panelist. */
interface Putting {
  readonly asked: AskedQuestion;
  readonly unit: Unit;
  readonly persona: Persona;
  readonly system: string;
  /** The conversation before it. */
  readonly history: readonly Message[];
  /** Its place in the conversation. */
  readonly turn: number;
}

/** What an answer cost, whoever was called for it. */
type Spent = Pick<Row, "tokensIn" | "tokensOut" | "cost">;

/** Why a follow-up is not put where there is nothing to follow up. */
export const UNANSWERED = "the question before it has no answer";

/**
 * Puts a question and what follows it: a row for the question, and one for each of its follow-ups, asked
 * or not.
 */
export async function putQuestion(putting: Putting, desk: Desk): Promise<Row[]> {
  const { asked: { question, followUps }, unit: { standing } } = putting;
  if (await isSpent(putting, desk)) {
    const why = "the question failed too often";
    return [question, ...followUps.map(({ question }) => question)].map((question, place) =>
      unasked({ ...putting, turn: putting.turn + place }, question, desk, why)
    );
  }
  const row = await answered(putting, question, desk);
  standing?.end(question.key, hasFailed(row));
  const main = row.status === "ok" ? await withExtraction(putting, row, desk) : row;
  return await followed(putting, main, desk);
}

/** Whether an answer counts as a failure of its question. */
export function hasFailed({ status }: Pick<Row, "status">): boolean {
  return status === "failed" || status === "unparsable";
}

/** Whether a question failed too often before; what that hangs on is waited for without a slot. */
async function isSpent(
  { asked: { question: { key } }, unit: { standing } }: Putting,
  { gate }: Desk,
): Promise<boolean> {
  if (standing === undefined) return false;
  let spent = standing.isSpent(key);
  for (; spent === undefined; spent = standing.isSpent(key)) {
    await gate.aside(() => standing.change(key));
  }
  return spent;
}

/** The row of a question and those of its follow-ups. */
async function followed(putting: Putting, main: Row, desk: Desk): Promise<Row[]> {
  const { asked: { question, followUps }, unit } = putting;
  const rows = [main];
  let feeling: Consulted<unknown> | undefined;
  for (const [place, { question: next, condition }] of followUps.entries()) {
    const here = { ...putting, turn: putting.turn + place + 1 };
    if (main.status !== "ok") {
      rows.push(unasked(here, next, desk, UNANSWERED));
      continue;
    }
    if (condition.type === "sentiment") {
      if (feeling === undefined) {
        feeling = await sentiment({ unit, question, row: main }, desk);
        rows[0] = withCost(rows[0] ?? main, feeling);
      }
      if (feeling.status !== "ok") {
        const why = `the sentiment of the answer before it is not known: ${feeling.error}`;
        rows.push({ ...unasked(here, next, desk, why), status: feeling.status });
        continue;
      }
    }
    if (!isMet(condition, main.answer, feeling?.answer)) {
      const why = condition.type === "never"
        ? "it is never asked"
        : `it is asked only when ${worded(condition)}`;
      rows.push(unasked(here, next, desk, why));
      continue;
    }
    const history = [...putting.history, ...turnsOf(rows, desk.prepared.words)];
    rows.push(await answered({ ...here, history }, next, desk));
  }
  return rows;
}

async function answered(
  { unit, persona, system, history, turn }: Putting,
  question: CompiledQuestion,
  desk: Desk,
): Promise<Row> {
  const { panelist, model, repeat } = unit;
  const order = question.order(desk.random.fork("order", panelist.id, question.key, repeat));
  const asking = {
    ...{ question, order, history, system, turn, model, repeat, persona },
    ...{ unit: unit.key, panelist: panelist.id },
    sampling: samplingOf({ unit, persona, question: question.key }, desk),
  };
  const consulted = await ask(asking, desk.calls);
  await desk.verification?.check(unit, asking, consulted);
  const { isRecalled: _, ...outcome } = consulted;
  const { answer } = outcome;
  const categories = outcome.status === "ok" ? question.categories(answer) : [];
  return {
    ...blankRow({ run: desk.run, unit, question, persona }),
    ...outcome,
    turn,
    order,
    category: Array.isArray(answer) ? null : categories[0] ?? null,
  };
}

/** The row with what a second call extracts from its answer; where nothing is wanted, the row itself. */
async function withExtraction({ asked, unit }: Putting, row: Row, desk: Desk): Promise<Row> {
  const { question, extraction } = asked;
  if (extraction === null) return row;
  const outcome = await extract({ unit, question, row }, extraction, desk);
  const paid = withCost(row, outcome);
  if (outcome.status !== "ok") {
    return { ...paid, category: null, error: `nothing was extracted: ${outcome.error}` };
  }
  const [category = null] = extraction.categories(outcome.answer);
  return { ...paid, extraction: outcome.answer, category };
}

function unasked(
  { unit, persona, turn }: Putting,
  question: CompiledQuestion,
  { run }: Desk,
  error: string,
): Row {
  return { ...blankRow({ run, unit, question, persona }), turn, error };
}

function isMet(condition: Condition, answer: unknown, feeling: unknown): boolean {
  return condition.type === "sentiment"
    ? condition.sentiment === feeling
    : holds(condition, answer);
}

function worded(condition: Condition): string {
  if (condition.type === "sentiment") return `the answer's sentiment is ${condition.sentiment}`;
  return condition.type === "contains"
    ? `the answer contains ${JSON.stringify(condition.text)}`
    : condition.type;
}

function withCost(row: Row, { tokensIn, tokensOut, cost }: Spent): Row {
  return {
    ...row,
    tokensIn: row.tokensIn + tokensIn,
    tokensOut: row.tokensOut + tokensOut,
    cost: row.cost === null || cost === null ? null : row.cost + cost,
  };
}
