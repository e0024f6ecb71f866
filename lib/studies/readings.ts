import { consult, type Consulted } from "../engine/consult.ts";
import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type About } from "../models/model.ts";
import { type Row } from "../rows/row.ts";
import { EXTRACTION_TASK, READER, sentimentQuestion } from "./reading_prompt.ts";
import { seedOf } from "./sampling.ts";
import { type Desk, type Unit } from "./unit.ts";

/** An answer that a second call reads. */
interface Read {
  readonly unit: Unit;
  /** The question that was answered. */
  readonly question: CompiledQuestion;
  readonly row: Row;
}

/** Extracts data of a form from an answer, by a second call to the model that gave it. */
export function extract(
  read: Read,
  form: CompiledQuestion,
  desk: Desk,
): Promise<Consulted<unknown>> {
  return readAnswer({ ...read, form, purpose: "extraction", task: EXTRACTION_TASK }, desk);
}

/** Whether an answer is positive, neutral or negative, by the judgement of the model that gave it. */
export function sentiment(read: Read, desk: Desk): Promise<Consulted<unknown>> {
  const form = sentimentQuestion();
  const task = form.wording([0, 1, 2]);
  return readAnswer({ ...read, form, purpose: "sentiment", task }, desk);
}

function readAnswer(
  { unit, question, row, form, purpose, task }: Read & {
    readonly form: CompiledQuestion;
    readonly purpose: About["purpose"];
    readonly task: string;
  },
  desk: Desk,
): Promise<Consulted<unknown>> {
  const { options, ordered } = form;
  const { kind } = form.question;
  const said = { question: question.question.text, answer: row.answer };
  return consult({
    model: unit.model,
    request: {
      system: READER,
      messages: [{ role: "user", content: `${JSON.stringify(said)}\n\n${task}` }],
      schema: form.schema,
      maxTokens: form.maxTokens,
      ...seedOf(unit, question.key, desk),
      about: {
        purpose,
        panelist: unit.panelist.id,
        repeat: unit.repeat,
        persona: {},
        question: { key: question.key, kind, text: task, options, order: null, ordered },
        material: row.answer,
      },
    },
    key: { unit: unit.key, turn: row.turn },
    read: (text) => form.read(text),
  }, desk.calls);
}
