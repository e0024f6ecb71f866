import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { checked } from "./choice.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";
import { type Bounds, checkBounds, listOf, refineBounds } from "./list_of.ts";
import { optionOf, type Options, optionsSchema } from "./options.ts";

/** A question that is answered by taking things from what is shown. */
export interface PickQuestion<Value extends string = string> extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "pick";
  /** What is shown: products by id and label, or plain texts. */
  readonly options: Options<Value>;
  /** The fewest that are taken; 0 lets the panelist leave everything. @default 0 */
  readonly min?: number | undefined;
  /** The most that are taken. @default {all of them} */
  readonly max?: number | undefined;
}

/**
 * A selection: the panelist takes from what is shown, the most wanted first, or takes nothing.
 *
 * In YAML: `response_schema: { type: pick, options: [{ id: b1, label: Pale ale }, { id: b2 }], max: 2 }`.
 *
 * @throws {RangeError} When no answer can list from `min` to `max` options.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pick } from "../../mod.ts";
 *
 * const shelf = pick("Which would you take home?", [{ id: "b1", label: "Pale ale" }]);
 * assert(shelf.kind === "pick");
 * ```
 */
export function pick<const Value extends string>(
  wording: string,
  options: Options<Value>,
  { min, max, order }: {
    readonly min?: number;
    readonly max?: number;
    readonly order?: "random" | "as_written";
  } = {},
): PickQuestion<Value> {
  checkBounds(wording, bounds({ options: checked(options, wording), min, max }));
  return { kind: "pick", text: wording, options, min, max, order };
}

/** How a selection behaves. */
export const pickKind: Kind<PickQuestion> = {
  kind: "pick",
  settings: strict({
    options: optionsSchema,
    min: z.int().min(0).optional(),
    max: z.int().min(1).optional(),
  }).superRefine((given, context) => refineBounds(bounds(given), context)),
  options: ({ options }) => options.map(optionOf),
  ordered: () => false,
  multiple: () => true,
  instruct: (question) => {
    const { min, max } = bounds(question);
    const amount = min === max ? `${min}` : `${min} to ${max}`;
    const none = min === 0 ? " An empty list means that you take nothing." : "";
    return `Answer with the list of what you take, ${amount} of these, the most wanted first.${none}`;
  },
  answer: (question) => listOf(question.options.map(optionOf), bounds(question)),
  categories: (_, answer) => Array.isArray(answer) ? answer.map(String) : [],
  maxTokens: () => BOUNDED_TOKENS,
};

function bounds(
  { options, min = 0, max = options.length }: Pick<PickQuestion, "options" | "min" | "max">,
): Bounds {
  return { min, max: Math.min(max, options.length) };
}
