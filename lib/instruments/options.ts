import * as z from "zod";
import { type QuestionOption } from "./kind.ts";

/** A thing that can be chosen: shown by its label, stored by its id. */
export interface Choosable {
  /** What is stored. */
  readonly id: string;
  /** What the panelist reads. @default {the id} */
  readonly label?: string | undefined;
}

/** Options as an author gives them: texts, or things with an id. */
export type Options<Value extends string = string> = readonly (Value | Choosable)[];

const text = z.string({ error: "must be a text: put it in quotes" }).trim().min(1);
const option: z.ZodType<string | Choosable> = z.union(
  [text, z.strictObject({ id: text, label: text.optional() })],
  { error: "must be a text: put it in quotes" },
);

/** The form of a list of options: at least one, none twice. */
export const optionsSchema: z.ZodType<Options> = z.array(option).min(1).superRefine(
  (list, context) => {
    const values = list.map((item) => optionOf(item).value);
    values.forEach((value, place) => {
      if (values.indexOf(value) !== place) {
        context.addIssue({
          code: "custom",
          path: [place],
          message: `names "${value}" a second time`,
        });
      }
    });
  },
);

/** One option, with its label. */
export function optionOf(option: string | Choosable): QuestionOption {
  if (typeof option === "string") return { value: option, label: option };
  return { value: option.id, label: option.label ?? option.id };
}

/**
 * The form of an answer that is one of the options. The option's own text counts in any letter case
 * and with space around it, when that leaves no doubt; so does its label.
 */
export function oneOf(options: readonly QuestionOption[]): z.ZodType<string> {
  const values = options.map(({ value }) => value);
  const exact = new Set(values);
  // A schema of its own for JSON Schema, so that it says "enum"; the lenient reading comes before it.
  return z.preprocess(
    (data) => typeof data === "string" && !exact.has(data) ? meant(data, options) ?? data : data,
    z.enum(values),
  );
}

function meant(answer: string, options: readonly QuestionOption[]): string | undefined {
  const wanted = folded(answer);
  const found = options.filter(({ value, label }) =>
    folded(value) === wanted || folded(label) === wanted
  );
  return found.length === 1 ? found[0]?.value : undefined;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
