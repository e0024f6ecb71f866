import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { BOUNDED_TOKENS, type Kind, type OptionRules, type QuestionBase } from "./kind.ts";
import { doubles, oneOf, optionOf, type Options, optionsSchema } from "./options.ts";

/** A question that is answered with one of its options. */
export interface ChoiceQuestion<Value extends string = string> extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "choice";
  /** What can be answered, in the order authored. */
  readonly options: Options<Value>;
  /** Whether the options have an order of their own. @default false */
  readonly ordered?: boolean | undefined;
}

/**
 * A question with one answer out of several. Options are texts, or products with an id: then the id is
 * what is stored.
 *
 * In YAML: `response_schema: { type: enum, options: [free, pro, team] }`; with `ordered: true` the
 * options are reversed for a random half of the panel instead of shuffled.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice } from "../../mod.ts";
 *
 * const tier = choice("Which tier would you buy?", ["free", "pro", "team"]);
 * assert(tier.options.length === 3);
 * ```
 */
export function choice<const Value extends string>(
  wording: string,
  options: Options<Value>,
  { ordered, order }: OptionRules = {},
): ChoiceQuestion<Value> {
  return { kind: "choice", text: wording, options: checked(options, wording), ordered, order };
}

/** Options without doubles; a double is an error at once, not when the first panelist meets it. */
export function checked<Value extends string>(
  options: Options<Value>,
  wording: string,
): Options<Value> {
  const [twice] = doubles(options);
  if (options.length > 0 && twice === undefined) return options;
  const reason = twice ? `it has the option "${twice.name}" twice` : "it has no options";
  throw new TypeError(`Cannot ask "${wording}": ${reason}`);
}

/** How a choice behaves. */
export const choiceKind: Kind<ChoiceQuestion> = {
  kind: "choice",
  settings: strict({ options: optionsSchema, ordered: z.boolean().optional() }),
  options: ({ options }) => options.map(optionOf),
  ordered: ({ ordered }) => ordered ?? false,
  instruct: () => "Answer with exactly one of these options.",
  answer: ({ options }) => oneOf(options.map(optionOf)),
  categories: (_, answer) => [String(answer)],
  maxTokens: () => BOUNDED_TOKENS,
};
