import { type Tallied } from "../analysis/tally.ts";
import { CompiledQuestion } from "../instruments/compiled.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type PlannedExposure } from "./exposure_plan.ts";

/** Of more different values than this a field that nobody described is not tallied. */
const MOST_VALUES = 50;

/**
 * The fields that can be read of a result, by name: those of its questionnaire, or, where there is none, those
 * that its rows have.
 */
export function outcomeFields(
  { outcome }: PlannedExposure,
  rows: Iterable<EventRow>,
): ReadonlyMap<string, Tallied> {
  const asked = { ...questionsIn(outcome?.outcomes), ...questionsIn(outcome?.traces) };
  const questions = Object.entries(asked);
  return questions.length === 0 ? observedFields(rows) : new Map(
    questions.map(([name, question]) => [name, new CompiledQuestion(name, question)]),
  );
}

/** The questions of an outcome's description, as `questionnaire()` and what is made of one write them there. */
export function questionsIn(described: unknown): Questions {
  const entries = described !== null && typeof described === "object"
    ? Object.entries(described)
    : [];
  const isQuestion = ([, one]: readonly [string, unknown]) =>
    one !== null && typeof one === "object" && "kind" in one && "text" in one;
  // Whoever describes an outcome with questions describes them as they are.
  return entries.length > 0 && entries.every(isQuestion) ? described as Questions : {};
}

function observedFields(rows: Iterable<EventRow>): ReadonlyMap<string, Tallied> {
  const values = new Map<string, Set<string>>();
  for (const { outcomes } of rows) {
    for (const [name, value] of Object.entries(outcomes ?? {})) {
      const seen = values.get(name) ?? new Set();
      values.set(name, seen);
      if (value !== null && seen.size <= MOST_VALUES) seen.add(textOf(value));
    }
  }
  return new Map([...values].map(([name, seen]) => [name, observedField(name, seen)]));
}

function observedField(key: string, seen: ReadonlySet<string>): Tallied {
  const sorted = [...seen].sort((one, other) => order(one, other));
  return {
    key,
    question: { text: key, kind: "outcome" },
    options: seen.size > MOST_VALUES ? null : sorted.map((value) => ({ value, label: value })),
    multiple: false,
    categories: (answer) => [textOf(answer)],
  };
}

function order(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (!Number.isNaN(difference)) return difference;
  return one < other ? -1 : 1;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
