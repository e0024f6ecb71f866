import { strict } from "../schema/strict.ts";
import { checked } from "./choice.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";
import { listOf } from "./list_of.ts";
import { optionOf, type Options, optionsSchema } from "./options.ts";

/** A question that is answered by putting all options in order. */
export interface RankQuestion<Value extends string = string> extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "rank";
  /** What is put in order, as authored. */
  readonly options: Options<Value>;
}

/**
 * A question that is answered by putting all its options in order, the first one first. A tally of it
 * counts first places.
 *
 * In YAML: `response_schema: { type: rank, options: [price, design, service] }`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rank } from "../../mod.ts";
 *
 * assert(rank("What matters most?", ["price", "design"]).options.length === 2);
 * ```
 */
export function rank<const Value extends string>(
  wording: string,
  options: Options<Value>,
  { order }: { readonly order?: "random" | "as_written" } = {},
): RankQuestion<Value> {
  return { kind: "rank", text: wording, options: checked(options, wording), order };
}

/** How a ranking behaves. */
export const rankKind: Kind<RankQuestion> = {
  kind: "rank",
  settings: strict({ options: optionsSchema }),
  options: ({ options }) => options.map(optionOf),
  ordered: () => false,
  instruct: () => "Answer with the list of all these options, in your order, the first one first.",
  answer: ({ options }) =>
    listOf(options.map(optionOf), { min: options.length, max: options.length }),
  categories: (_, answer) => Array.isArray(answer) ? answer.slice(0, 1).map(String) : [],
  counted: "first places",
  maxTokens: () => BOUNDED_TOKENS,
};
