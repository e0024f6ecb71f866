import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { canonical } from "../../lib/schema/canonical.ts";
import { parseYaml } from "../../lib/schema/document.ts";
import { InputError, parseInstrument, type Question } from "../../mod.ts";

/** The wording of every question made here. */
export const TEXT = "What do you say?";

/** The question of a YAML file whose `response_schema` is this text. */
export function fromYaml(schema: string): Question {
  const yaml = `questions:\n  - key: q\n    text: ${TEXT}\n    response_schema: ${schema}\n`;
  const question = parseInstrument(parseYaml(yaml, "q.yaml")).questions.q;
  assert.ok(question);
  return question;
}

/** Asserts that a file and the code ask the same: equal as they stand in the plan. */
export function assertSame(fromFile: Question, inCode: Question): void {
  assert.equal(canonical(fromFile), canonical(inCode));
}

/** What a reply with this answer is read as; undefined when it is refused. */
export function reading(question: Question, answer: unknown): unknown {
  const read = new CompiledQuestion("q", question).read(JSON.stringify({ answer }));
  return "answer" in read ? read.answer : undefined;
}

/** Why a reply with this answer is refused; empty when it is not. */
export function problem(question: Question, answer: unknown): string {
  const read = new CompiledQuestion("q", question).read(JSON.stringify({ answer }));
  return "problem" in read ? read.problem : "";
}

/** The JSON Schema of the answer inside the reply, whose form is asserted on the way. */
export function answerSchema(question: Question): unknown {
  const { schema } = new CompiledQuestion("q", question);
  const { properties, ...form } = schema ?? {};
  assert.deepEqual(form, { type: "object", required: ["answer"], additionalProperties: false });
  assert.ok(properties !== null && typeof properties === "object" && "answer" in properties);
  return properties.answer;
}

/** The turn that puts the question, with its options in this order. */
export function wording(question: Question, order: readonly number[] | null): string {
  return new CompiledQuestion("q", question).wording(order);
}

/** What is wrong with the data of an instrument, as `path message`. */
export function issuesOf(data: unknown): string[] {
  try {
    parseInstrument(data, "q.yaml");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map(({ path, message }) => `${path} ${message}`);
  }
  return [];
}

/** What is wrong with a question that has this `response_schema`, by path below it. */
export function schemaIssues(schema: unknown): string[] {
  const prefix = "$.questions[0].response_schema";
  return issuesOf({ questions: [{ text: TEXT, response_schema: schema }] }).map((issue) => {
    assert.ok(issue.startsWith(prefix), issue);
    return issue.slice(prefix.length).replace(/^\./, "");
  });
}
