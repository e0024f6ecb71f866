import * as z from "zod";
import { type QuestionOption } from "./kind.ts";
import { oneOf } from "./options.ts";

/** The form of an answer that lists options, none of them twice. */
export function listOf(
  options: readonly QuestionOption[],
  { min, max }: { readonly min: number; readonly max: number },
): z.ZodType<string[]> {
  return z.array(oneOf(options)).min(min).max(max).refine(
    (list) => new Set(list).size === list.length,
    "must not name an option twice",
  );
}
