import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { checked } from "./choice.ts";
import { type Kind, OPEN_TOKENS, type QuestionBase } from "./kind.ts";
import { matchOption } from "./match_option.ts";

/** A question that is answered in the panelist's own words. */
export interface TextQuestion extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "text";
  /** The most tokens the answer may have. @default 1024 */
  readonly maxTokens?: number | undefined;
  /** What answers are counted for; the panelist does not see it. @default {nothing} */
  readonly options?: readonly string[] | undefined;
}

/**
 * An open question, answered in the panelist's own words. With `options` it can be tallied: an answer
 * counts for the option that it names, and for none when it names none beyond doubt.
 *
 * In YAML: `response_schema: { type: text, max_tokens: 200 }`, or no `response_schema` at all; the
 * options stand beside the text, `options: [Remote, Hybrid, Office]`.
 *
 * @throws {TypeError} When an option stands there twice, or the list is empty.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { text } from "../../mod.ts";
 *
 * assert(text("What made you choose it?").kind === "text");
 * assert(text("Where would you work?", { options: ["Remote", "Office"] }).options?.length === 2);
 * ```
 */
export function text(
  wording: string,
  { maxTokens, options }: {
    readonly maxTokens?: number;
    readonly options?: readonly string[];
  } = {},
): TextQuestion {
  if (options !== undefined) checked(options, wording);
  return { kind: "text", text: wording, maxTokens, options };
}

/** How an open question behaves. */
export const textKind: Kind<TextQuestion> = {
  kind: "text",
  settings: strict({ max_tokens: z.int().min(1).optional() })
    .transform(({ max_tokens }) => ({ maxTokens: max_tokens })),
  options: ({ options }) => options?.map((option) => ({ value: option, label: option })) ?? null,
  listed: false,
  ordered: () => false,
  instruct: () => "",
  answer: () => null,
  categories: ({ options = [] }, answer) => {
    const option = matchOption(String(answer), options);
    return option === undefined ? [] : [option];
  },
  maxTokens: (question) => question.maxTokens ?? OPEN_TOKENS,
};
