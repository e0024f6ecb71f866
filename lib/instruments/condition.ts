import * as z from "zod";

/** How an answer may sound. */
export const SENTIMENTS = ["positive", "negative", "neutral"] as const;

/** How an answer sounds. */
export type Sentiment = typeof SENTIMENTS[number];

/** A condition that the answer alone decides. */
export type PlainCondition =
  | { readonly type: "always" }
  | { readonly type: "never" }
  | { readonly type: "contains"; readonly text: string };

/** When a follow-up is put: whether it is said at once, or how the main answer sounds. */
export type Condition =
  | PlainCondition
  | { readonly type: "sentiment"; readonly sentiment: Sentiment };

const FORM =
  'must be "always", "never", "response_contains: TEXT" or "response_sentiment: positive|negative|neutral"';

/** The form of a condition in a file. */
export const conditionSchema: z.ZodType<string> = z.string().trim().refine(
  (text) => meant(text) !== undefined,
  FORM,
);

/**
 * Reads the condition of a follow-up: `always`, `never`, `response_contains: TEXT` or
 * `response_sentiment: positive|negative|neutral`, in any letter case.
 *
 * @throws {SyntaxError} When it is none of these.
 *
 * @example
 * ```ts
 * import { holds, parseCondition } from "./condition.ts";
 *
 * const condition = parseCondition("response_contains: Price");
 * if (condition.type === "sentiment" || !holds(condition, "the PRICE is")) throw new Error();
 * ```
 */
export function parseCondition(text: string): Condition {
  const condition = meant(text);
  if (condition !== undefined) return condition;
  throw new SyntaxError(`Cannot read the condition ${JSON.stringify(text)}: it ${FORM}`);
}

/**
 * Whether a condition holds for the main answer. A text is contained in any letter case; an answer that
 * is not a text is looked through as its JSON. No answer contains nothing.
 *
 * @example
 * ```ts
 * import { holds } from "./condition.ts";
 *
 * if (!holds({ type: "contains", text: "b" }, { a: "B" })) throw new Error();
 * ```
 */
export function holds(condition: PlainCondition, answer: unknown): boolean {
  switch (condition.type) {
    case "always":
      return true;
    case "never":
      return false;
    case "contains":
      return said(answer).toLowerCase().includes(condition.text.toLowerCase());
  }
}

function meant(text: string): Condition | undefined {
  const [type = "", argument = ""] = text.split(/:(.*)/s).map((part) => part.trim());
  switch (type.toLowerCase()) {
    case "always":
      return argument === "" ? { type: "always" } : undefined;
    case "never":
      return argument === "" ? { type: "never" } : undefined;
    case "response_contains":
      return argument === "" ? undefined : { type: "contains", text: argument };
    case "response_sentiment": {
      const sentiment = SENTIMENTS.find((known) => known === argument.toLowerCase());
      return sentiment && { type: "sentiment", sentiment };
    }
    default:
      return undefined;
  }
}

function said(answer: unknown): string {
  if (answer === null || answer === undefined) return "";
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}
