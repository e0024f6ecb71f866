import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { checked } from "./choice.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";
import { listOf } from "./list_of.ts";
import { oneOf, optionOf, type Options, optionsSchema } from "./options.ts";

/** A question that is answered with themes of a taxonomy. */
export interface ThemesQuestion<Value extends string = string> extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "themes";
  /** The themes. */
  readonly taxonomy: Options<Value>;
  /** Whether an answer may name several. @default true */
  readonly multi?: boolean | undefined;
}

/**
 * A question whose answer is sorted, by the panelist, into the themes of a taxonomy.
 *
 * In YAML: `response_schema: { type: tagged_themes, taxonomy: [price, trust, effort], multi: true }`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { themes } from "../../mod.ts";
 *
 * assert(themes("What holds you back?", ["price", "trust"]).taxonomy.length === 2);
 * ```
 */
export function themes<const Value extends string>(
  wording: string,
  taxonomy: Options<Value>,
  { multi, order }: {
    readonly multi?: boolean;
    readonly order?: "random" | "as_written";
  } = {},
): ThemesQuestion<Value> {
  return { kind: "themes", text: wording, taxonomy: checked(taxonomy, wording), multi, order };
}

/** How a question of themes behaves. */
export const themesKind: Kind<ThemesQuestion> = {
  kind: "themes",
  settings: strict({ taxonomy: optionsSchema, multi: z.boolean().optional() }),
  options: ({ taxonomy }) => taxonomy.map(optionOf),
  ordered: () => false,
  multiple: ({ multi = true }) => multi,
  instruct: ({ multi = true }) =>
    multi
      ? "Answer with the list of the themes that your answer touches, at least one."
      : "Answer with the one theme that your answer touches most.",
  answer: ({ taxonomy, multi = true }) => {
    const options = taxonomy.map(optionOf);
    return multi ? listOf(options, { min: 1, max: options.length }) : oneOf(options);
  },
  categories: (_, answer) => Array.isArray(answer) ? answer.map(String) : [String(answer)],
  maxTokens: () => BOUNDED_TOKENS,
};
