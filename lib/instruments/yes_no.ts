import { strict } from "../schema/strict.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";
import { oneOf } from "./options.ts";

/** A question that is answered with yes or no. */
export interface YesNoQuestion extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "yes_no";
}

const OPTIONS = [{ value: "yes", label: "yes" }, { value: "no", label: "no" }];

/**
 * A question that is answered with yes or no.
 *
 * In YAML: `response_schema: { type: yes_no }`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { yesNo } from "../../mod.ts";
 *
 * assert(yesNo("Would you try it?").kind === "yes_no");
 * ```
 */
export function yesNo(
  wording: string,
  { order }: { readonly order?: "random" | "as_written" } = {},
): YesNoQuestion {
  return { kind: "yes_no", text: wording, order };
}

/** How a yes-or-no question behaves. */
export const yesNoKind: Kind<YesNoQuestion> = {
  kind: "yes_no",
  settings: strict({}),
  options: () => OPTIONS,
  ordered: () => false,
  instruct: () => "Answer with exactly one of these options.",
  answer: () => oneOf(OPTIONS),
  categories: (_, answer) => [String(answer)],
  maxTokens: () => BOUNDED_TOKENS,
};
