import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";

/** A question that is answered with a number. */
export interface NumberQuestion extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "number";
  /** The least possible answer. */
  readonly min?: number | undefined;
  /** The greatest possible answer. */
  readonly max?: number | undefined;
  /** Whether only whole numbers count. @default false */
  readonly whole?: boolean | undefined;
  /** What is counted, as in `"US dollars a month"`. */
  readonly unit?: string | undefined;
}

/**
 * A question that is answered with a number.
 *
 * In YAML: `response_schema: { type: number, min: 0, max: 500, unit: US dollars a month }`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { number } from "../../mod.ts";
 *
 * assert(number("What would you pay?", { min: 0, unit: "US dollars" }).min === 0);
 * ```
 */
export function number(
  wording: string,
  { min, max, whole, unit }: Pick<NumberQuestion, "min" | "max" | "whole" | "unit"> = {},
): NumberQuestion {
  if (min !== undefined && max !== undefined && min >= max) {
    throw new RangeError(
      `Cannot ask for a number from ${min} to ${max}: the lower must come first`,
    );
  }
  return { kind: "number", text: wording, min, max, whole, unit };
}

/** How a numeric question behaves. */
export const numberKind: Kind<NumberQuestion> = {
  kind: "number",
  settings: strict({
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().optional(),
    unit: z.string().optional(),
  }).superRefine(({ min = -Infinity, max = Infinity }, context) => {
    if (min < max) return;
    context.addIssue({ code: "custom", path: ["min"], message: `must be below max, ${max}` });
  }),
  options: () => null,
  ordered: () => true,
  instruct: ({ min, max, whole, unit }) => {
    const range = [min === undefined ? "" : ` from ${min}`, max === undefined ? "" : ` to ${max}`];
    return `Answer with one ${whole ? "whole " : ""}number${range.join("")}${
      unit ? `, in ${unit}` : ""
    }.`;
  },
  answer: ({ min, max, whole }) => {
    const base = whole ? z.int() : z.number();
    const above = min === undefined ? base : base.min(min);
    return max === undefined ? above : above.max(max);
  },
  categories: () => [],
  maxTokens: () => BOUNDED_TOKENS,
};
