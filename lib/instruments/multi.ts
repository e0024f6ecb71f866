import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { checked } from "./choice.ts";
import { BOUNDED_TOKENS, type Kind, type OptionRules, type QuestionBase } from "./kind.ts";
import { type Bounds, checkBounds, listOf, refineBounds } from "./list_of.ts";
import { optionOf, type Options, optionsSchema } from "./options.ts";

/** A question that is answered with any number of its options. */
export interface MultiQuestion<Value extends string = string> extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "multi";
  /** What can be named, in the order authored. */
  readonly options: Options<Value>;
  /** Whether the options have an order of their own. @default false */
  readonly ordered?: boolean | undefined;
  /** The fewest options an answer names. @default 1 */
  readonly min?: number | undefined;
  /** The most options an answer names. @default {all of them} */
  readonly max?: number | undefined;
}

/**
 * A question with several answers out of several.
 *
 * In YAML: `response_schema: { type: multi, options: [price, design, service], max: 2 }`.
 *
 * @throws {RangeError} When no answer can list from `min` to `max` options.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { multi } from "../../mod.ts";
 *
 * assert(multi("What matters to you?", ["price", "design"], { max: 1 }).max === 1);
 * ```
 */
export function multi<const Value extends string>(
  wording: string,
  options: Options<Value>,
  { min, max, ordered, order }: OptionRules & { readonly min?: number; readonly max?: number } = {},
): MultiQuestion<Value> {
  checkBounds(wording, bounds({ options: checked(options, wording), min, max }));
  return { kind: "multi", text: wording, options, min, max, ordered, order };
}

/** How a question with several answers behaves. */
export const multiKind: Kind<MultiQuestion> = {
  kind: "multi",
  settings: strict({
    options: optionsSchema,
    ordered: z.boolean().optional(),
    min: z.int().min(0).optional(),
    max: z.int().min(1).optional(),
  }).superRefine((given, context) => refineBounds(bounds(given), context)),
  options: ({ options }) => options.map(optionOf),
  ordered: ({ ordered }) => ordered ?? false,
  multiple: () => true,
  instruct: (question) => {
    const { min, max } = bounds(question);
    if (max === question.options.length) {
      return `Answer with the list of all options that apply, ${
        min === 0 ? "or an empty list" : `at least ${min}`
      }.`;
    }
    return `Answer with a list of ${min === max ? min : `${min} to ${max}`} of these options.`;
  },
  answer: (question) => listOf(question.options.map(optionOf), bounds(question)),
  categories: (_, answer) => Array.isArray(answer) ? answer.map(String) : [],
  maxTokens: () => BOUNDED_TOKENS,
};

function bounds(
  { options, min = 1, max = options.length }: Pick<MultiQuestion, "options" | "min" | "max">,
): Bounds {
  return { min, max: Math.min(max, options.length) };
}
