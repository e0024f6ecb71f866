import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { type Question } from "../../lib/instruments/kinds.ts";
import {
  type About,
  type AboutQuestion,
  type Model,
  type Request,
} from "../../lib/models/model.ts";
import { stream } from "../../lib/random/stream.ts";
import { request, SIGNAL } from "./requests.ts";

/** A person, and what belongs to their answer. */
export interface Person {
  readonly panelist?: string;
  readonly persona?: About["persona"];
  readonly seed?: number;
  readonly repeat?: number;
}

/** A question made ready, and what a model is told about it. */
export interface Prepared {
  readonly compiled: CompiledQuestion;
  readonly about: AboutQuestion;
}

/** Makes a question ready. */
export function prepared(question: Question, key = "q"): Prepared {
  const compiled = new CompiledQuestion(key, question);
  const { options, ordered } = compiled;
  const order = compiled.order(stream(1));
  const { kind, text } = question;
  return { compiled, about: { key, kind, text, options, order, ordered } };
}

/** The request that puts a question to a person. */
export function put({ compiled, about }: Prepared, { seed, ...person }: Person = {}): Request {
  return request({
    schema: compiled.schema,
    ...(seed === undefined ? {} : { seed }),
    about: { ...person, question: about },
  });
}

/** The answers of people, read as the engine would read them; fails when one cannot be read. */
export async function answersOf(
  model: Model,
  question: Question,
  people: readonly Person[],
): Promise<unknown[]> {
  const ready = prepared(question);
  const answers: unknown[] = [];
  for (const person of people) {
    const { text } = await model.reply(put(ready, person), SIGNAL);
    const reading = ready.compiled.read(text);
    if (!("answer" in reading)) throw new Error(`${question.kind} ${text}: ${reading.problem}`);
    answers.push(reading.answer);
  }
  return answers;
}

/** So many people, who are nothing but different; or alike in what is said of them. */
export function crowd(n: number, person: Person = { persona: {} }): Person[] {
  return Array.from({ length: n }, (_, place) => ({ ...person, panelist: `p${place}` }));
}
