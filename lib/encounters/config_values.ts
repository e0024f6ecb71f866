import * as z from "zod";

/** A text that is not empty. */
export const words: z.ZodString = z.string().trim().min(1);

/** A whole number from some bound on. */
export function whole(min: number): z.ZodInt {
  return z.int().min(min);
}

/** A value that may be left out; null counts as left out. */
export function opt<Form extends z.ZodType>(form: Form) {
  return form.nullish().transform((value) => value ?? undefined);
}
