import * as z from "zod";
import { type QuestionOption } from "./kind.ts";
import { oneOf } from "./options.ts";

/** The fewest and the most options that an answer lists. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The form of an answer that lists options, none of them twice. */
export function listOf(
  options: readonly QuestionOption[],
  { min, max }: Bounds,
): z.ZodType<string[]> {
  return z.array(oneOf(options)).min(min).max(max).refine(
    (list) => new Set(list).size === list.length,
    "must not name an option twice",
  );
}

/**
 * Checks bounds given in code.
 *
 * @throws {RangeError} When no answer can keep them.
 */
export function checkBounds(wording: string, { min, max }: Bounds): void {
  const isPossible = Number.isInteger(min) && Number.isInteger(max) && min >= 0 && max >= 1;
  if (isPossible && min <= max) return;
  throw new RangeError(`Cannot ask "${wording}": no answer can list ${min} to ${max} options`);
}

/** Checks bounds given in a file, which are whole numbers by their own schema. */
export function refineBounds({ min, max }: Bounds, context: z.RefinementCtx): void {
  if (min <= max) return;
  const message = `must be at most ${max}, the most options that an answer can list`;
  context.addIssue({ code: "custom", path: ["min"], message });
}
