import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { type Kind, OPEN_TOKENS, type QuestionBase } from "./kind.ts";

/** A question that is answered in the panelist's own words. */
export interface TextQuestion extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "text";
  /** The most tokens the answer may have. @default 1024 */
  readonly maxTokens?: number | undefined;
}

/**
 * An open question, answered in the panelist's own words.
 *
 * In YAML: `response_schema: { type: text, max_tokens: 200 }`, or no `response_schema` at all.
 *
 * @example
 * ```ts
 * import { text } from "../../mod.ts";
 *
 * console.assert(text("What made you choose it?").kind === "text");
 * ```
 */
export function text(
  wording: string,
  { maxTokens }: { readonly maxTokens?: number } = {},
): TextQuestion {
  return { kind: "text", text: wording, maxTokens };
}

/** How an open question behaves. */
export const textKind: Kind<TextQuestion> = {
  kind: "text",
  settings: strict({ max_tokens: z.int().min(1).optional() })
    .transform(({ max_tokens }) => ({ maxTokens: max_tokens })),
  options: () => null,
  ordered: () => false,
  instruct: () => "",
  answer: () => null,
  categories: () => [],
  maxTokens: (question) => question.maxTokens ?? OPEN_TOKENS,
};
