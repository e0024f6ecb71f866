import { type Questions } from "../instruments/instrument.ts";
import { kindOf } from "../instruments/kinds.ts";
import { isReserved } from "../rows/reserved_traces.ts";
import { type Example } from "./prompting.ts";

/** What a questionnaire is told beside its questions. */
export interface QuestionnaireOptions<Kept extends Questions = Questions> {
  /** Questions whose answers are kept under `traces`, beside the outcomes. @default {} */
  readonly traces?: Kept | undefined;
  /** The names of questions that may be left unanswered. @default [] */
  readonly optional?: readonly string[] | undefined;
  /** What is said to a question beside its wording, by name. @default {} */
  readonly instructions?: Readonly<Record<string, string>> | undefined;
  /** The most tokens of the reply. @default {what its questions need} */
  readonly maxTokens?: number | undefined;
  /** The sampling temperature. @default {that of the study} */
  readonly temperature?: number | undefined;
  /** The example that `few_shot` shows. @default {one with values by lot} */
  readonly example?: Example | null | undefined;
  /** Whether what is known of the product stands beside it. @default true */
  readonly includeFeatures?: boolean | undefined;
  /** Whether rows keep the reply as it was sent, in `traces.raw_text`. @default false */
  readonly includeRawText?: boolean | undefined;
}

/**
 * The questions that a panelist's model answers about each product that is met, all in one reply. Made by
 * {@linkcode questionnaire}.
 */
export interface Questionnaire<
  Asked extends Questions = Questions,
  Kept extends Questions = Questions,
> {
  /** What is recorded and fingerprinted: all of it, as plain data. */
  readonly spec: { readonly name: "llm"; readonly [setting: string]: unknown };
  /** The questions whose answers are outcomes, by the name of their field. */
  readonly outcomes: Asked;
  /** The questions whose answers are traces. */
  readonly traces: Kept;
  /** The names of those that may be left unanswered. */
  readonly optional: ReadonlySet<string>;
  /** What is said to a question beside its wording, by name. */
  readonly instructions: Readonly<Record<string, string>>;
  /** The most tokens of the reply; undefined for what its questions need. */
  readonly maxTokens: number | undefined;
  /** The sampling temperature; undefined for that of the study. */
  readonly temperature: number | undefined;
  /** The example that `few_shot` shows; null for one with values by lot. */
  readonly example: Example | null;
  /** Whether what is known of the product stands beside it. */
  readonly includeFeatures: boolean;
  /** Whether rows keep the reply as it was sent. */
  readonly includeRawText: boolean;
}

/**
 * Makes the questions that are asked about each product that is met. They are put together, in one prompt,
 * and answered in one reply; every answer is read on its own, so that a bad one does not cost the others.
 * The names are known to the compiler to the end.
 *
 * @param outcomes The questions by the name of their field in `outcomes`.
 * @throws {TypeError} When there are none, when a name is taken twice or is unknown, and when a question leads
 * to others.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionnaire, scale, text } from "../../mod.ts";
 *
 * const asked = questionnaire({ rating: scale("How much do you like this beer?", 1, 5) }, {
 *   traces: { why: text("Why?") },
 *   optional: ["why"],
 * });
 * assert(asked.outcomes.rating.max === 5 && asked.optional.has("why"));
 * ```
 */
export function questionnaire<
  const Asked extends Questions,
  const Kept extends Questions = Record<never, never>,
>(outcomes: Asked, options: QuestionnaireOptions<Kept> = {}): Questionnaire<Asked, Kept> {
  const { optional = [], instructions = {}, maxTokens, temperature } = options;
  const { example = null, includeFeatures = true, includeRawText = false } = options;
  // Without the option its type is that of no questions.
  const traces = options.traces ?? {} as Kept;
  checkNames(outcomes, traces, [...optional, ...Object.keys(instructions)]);
  const settings = { maxTokens, temperature, example, includeFeatures, includeRawText };
  return {
    spec: { name: "llm", outcomes, traces, optional, instructions, ...settings },
    ...{ outcomes, traces, instructions, ...settings },
    optional: new Set(optional),
  };
}

function checkNames(outcomes: Questions, traces: Questions, named: readonly string[]): void {
  const cannot = (why: string) => new TypeError(`Cannot make a questionnaire: ${why}`);
  if (Object.keys(outcomes).length === 0) throw cannot("it asks for no outcomes");
  const strange = named.find((name) => !Object.hasOwn({ ...outcomes, ...traces }, name));
  if (strange !== undefined) throw cannot(`it has no question "${strange}"`);
  const twice = Object.keys(traces).find((name) => Object.hasOwn(outcomes, name));
  if (twice !== undefined) throw cannot(`the name "${twice}" is an outcome and a trace`);
  const reserved = Object.keys(traces).find(isReserved);
  if (reserved !== undefined) {
    throw cannot(`the trace "${reserved}" is a name of the toolkit's own`);
  }
  for (const [name, question] of Object.entries({ ...outcomes, ...traces })) {
    if (question.followUps?.length || question.extraction !== undefined) {
      throw cannot(`the question "${name}" leads to others, and all are answered in one reply`);
    }
    if (JSON.stringify(kindOf(question).schema?.(question) ?? {}).includes('"$ref":')) {
      throw cannot(
        `the form of "${name}" refers to parts of itself, which one of many answers cannot`,
      );
    }
  }
}
