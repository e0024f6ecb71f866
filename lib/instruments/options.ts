import * as z from "zod";
import { strict } from "../schema/strict.ts";
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
  [text, strict({ id: text, label: text.optional() })],
  {
    error: ({ input }) =>
      input !== null && typeof input === "object"
        ? 'must have an "id", and may have a "label"'
        : "must be a text: put it in quotes",
  },
);

/** The form of a list of options: at least one, none twice. */
export const optionsSchema: z.ZodType<Options> = z.array(option).min(1).superRefine(
  (list, context) => {
    for (const { place, name } of doubles(list)) {
      context.addIssue({
        code: "custom",
        path: [place],
        message: `names "${name}" a second time`,
      });
    }
  },
);

/** Options that are called as an earlier one is: by an id or a label, since an answer may use either. */
export function doubles(options: Options): { readonly place: number; readonly name: string }[] {
  const taken = new Set<string>();
  return options.flatMap((option, place) => {
    const { value, label } = optionOf(option);
    const name = [label, value].find((name) => taken.has(name));
    taken.add(value).add(label);
    return name === undefined ? [] : [{ place, name }];
  });
}

/** One option, with its label. */
export function optionOf(option: string | Choosable): QuestionOption {
  if (typeof option === "string") return { value: option, label: option };
  return { value: option.id, label: option.label ?? option.id };
}

/**
 * The form of an answer that is one of the options. The option's own text counts in any letter case
 * and with space around it, when that leaves no doubt; so does its label. The JSON Schema lists the
 * labels, the only names that a panelist reads; the answer is stored as the value.
 */
export function oneOf(options: readonly QuestionOption[]): z.ZodType<string> {
  const exact = new Map(options.flatMap(({ value, label }) => [[value, value], [label, value]]));
  const values = z.enum(options.map(({ value }) => value));
  // A schema of its own for JSON Schema, so that it says "enum"; the lenient reading comes before it.
  return z.preprocess(
    (data) => typeof data === "string" ? exact.get(data) ?? meant(data, options) ?? data : data,
    values.meta({ enum: options.map(({ label }) => label) }),
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
