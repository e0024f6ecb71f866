import { CompiledQuestion } from "../instruments/compiled.ts";
import { type Condition, parseCondition } from "../instruments/condition.ts";
import { type Instrument, type Questions } from "../instruments/instrument.ts";
import { type Question } from "../instruments/kinds.ts";
import { extractionSchema } from "../instruments/presets.ts";
import { type Schema } from "../instruments/shape.ts";
import { fillInstrument, unresolvedKeys } from "../instruments/variables.ts";
import { type Plan } from "./plan.ts";

/** One question as it is put: with what follows it, and what is extracted from its answer. */
export interface AskedQuestion {
  readonly question: CompiledQuestion;
  readonly followUps: readonly AskedFollowUp[];
  /** The form of what a second call extracts; null when there is none. */
  readonly extraction: CompiledQuestion | null;
}

/** A question put after another one, and when. */
export interface AskedFollowUp {
  readonly question: CompiledQuestion;
  readonly condition: Condition;
}

/** An instrument as it is put to the panel. */
export interface AskedInstrument {
  /** With variables filled in and, where a schema is asked for, open questions in its form. */
  readonly instrument: Instrument;
  readonly questions: ReadonlyMap<string, AskedQuestion>;
  readonly warnings: readonly string[];
}

/**
 * Makes the instrument of a plan ready to be put.
 *
 * @throws {TypeError} When a name in a text has no value, or what is to be extracted does not fit.
 */
export function askedInstrument(given: Instrument, plan: Plan): AskedInstrument {
  const unresolved = unresolvedKeys(given, plan.variables);
  const names = unresolved.map((name) => `{${name}}`).join(", ");
  if (unresolved.length > 0 && !plan.allowUnresolved) {
    throw new TypeError(
      `Cannot ask "${given.name}": ${names} in its texts ${
        unresolved.length === 1 ? "has" : "have"
      } no value; --var KEY=VALUE or vars() gives one`,
    );
  }
  const filled = fillInstrument(given, plan.variables);
  const instrument = plan.schema === null ? filled : inForm(filled, plan.schema);
  if (
    plan.schema !== null && !Object.values(filled.questions).some(({ kind }) => kind === "text")
  ) {
    throw new TypeError("Cannot use the schema: no question is open, all have a form of their own");
  }
  checkExtractions(instrument, plan);
  return {
    instrument,
    questions: new Map(
      Object.entries(instrument.questions).map(([key, question]) => [
        key,
        askedQuestion(key, question, plan),
      ]),
    ),
    warnings: [
      ...(unresolved.length === 0 ? [] : [`${names} in the texts of "${given.name}" has no value`]),
      ...unusedExtractions(instrument),
    ],
  };
}

function askedQuestion(key: string, question: Question, plan: Plan): AskedQuestion {
  const schema = extractionOf(key, question, plan);
  return {
    question: new CompiledQuestion(key, question),
    followUps: (question.followUps ?? []).map(({ text, condition }, place) => ({
      question: new CompiledQuestion(`${key}/${place + 1}`, { kind: "text", text }),
      condition: parseCondition(condition),
    })),
    extraction: schema && new CompiledQuestion(key, { kind: "shape", text: question.text, schema }),
  };
}

function inForm(instrument: Instrument, schema: Schema): Instrument {
  const questions: Questions = Object.fromEntries(
    Object.entries(instrument.questions).map(([key, question]) => {
      const { text, followUps, extraction } = question;
      return [
        key,
        question.kind === "text"
          ? { kind: "shape", text, followUps, extraction, schema }
          : question,
      ];
    }),
  );
  return { ...instrument, questions };
}

/** What is extracted from the answers to a question; only words have something to extract. */
function extractionOf(key: string, question: Question, { extractions }: Plan): Schema | null {
  if (question.kind !== "text") return null;
  const own = extractions.findLast((extraction) => extraction.question === key) ??
    extractions.findLast((extraction) => extraction.question === undefined);
  const schema = own?.schema ?? question.extraction;
  return schema === undefined ? null : extractionSchema(schema, `the extraction of "${key}"`, {
    options: question.options,
  });
}

function checkExtractions({ questions }: Instrument, { extractions, schema }: Plan): void {
  if (schema !== null && extractions.length > 0) {
    throw new TypeError(
      "Cannot extract from answers that are data already: use schema() or extract(), not both",
    );
  }
  const isOpen = Object.values(questions).some(({ kind }) => kind === "text");
  if (!isOpen && extractions.some(({ question }) => question === undefined)) {
    throw new TypeError(
      "Cannot extract from the answers: no question is open, all are data already",
    );
  }
  for (const { question: key } of extractions) {
    if (key === undefined) continue;
    const question = questions[key];
    const why = question === undefined
      ? `the instrument asks ${Object.keys(questions).join(", ")}`
      : question.kind === "text"
      ? undefined
      : `its answer is of the kind "${question.kind}", which is data already`;
    if (why) throw new TypeError(`Cannot extract from "${key}": ${why}`);
  }
}

function unusedExtractions({ questions }: Instrument): string[] {
  return Object.entries(questions)
    .filter(([, { kind, extraction }]) => extraction !== undefined && kind !== "text")
    .map(([key]) => `the extraction of "${key}" is not used: its answers are data already`);
}
