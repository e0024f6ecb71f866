import * as z from "zod";
import { choice } from "../instruments/choice.ts";
import { type Question } from "../instruments/kinds.ts";
import { number } from "../instruments/number.ts";
import { scale } from "../instruments/scale.ts";
import { shape } from "../instruments/shape.ts";
import { text } from "../instruments/text.ts";
import { type Issue } from "../schema/input_error.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";
import { opt, words } from "./config_values.ts";

/** One field of a questionnaire in a file. */
export interface Field {
  /** What is asked. */
  readonly question: Question;
  /** Whether a reply without it cannot be used. */
  readonly isRequired: boolean;
  /** What is said to it beside its wording. */
  readonly instruction: string | undefined;
}

const TYPES = ["int", "float", "categorical", "bool", "text", "json"] as const;
const value = z.union([z.string(), z.number(), z.boolean()], {
  error: "must be a text, a number or a truth value",
});

const form = strict({
  type: z.enum(TYPES, { error: ({ input }) => unknownType(input) }),
  question: words,
  instruction: opt(words),
  choices: opt(z.array(value).min(1)),
  required: opt(z.boolean()),
  min: opt(z.number()),
  max: opt(z.number()),
  analysis_type: opt(z.enum(["continuous", "binary", "nominal", "ordinal"])),
  choice_order: opt(z.array(value).min(1)),
  order: opt(z.enum(["random", "as_written"])),
}).superRefine((field, context) => {
  for (const { path, message } of problemsOf(field)) {
    context.addIssue({ code: "custom", path: [path], message });
  }
});

type Spec = z.infer<typeof form>;

/** Reads one field of a questionnaire, and reports everything that is wrong with it. */
export function parseField(
  data: unknown,
): { readonly field: Field } | { readonly issues: Issue[] } {
  const checked = form.safeParse(data);
  if (!checked.success) return { issues: issuesOf(checked.error, data) };
  const { required = true, instruction } = checked.data;
  return { field: { question: questionOf(checked.data), isRequired: required, instruction } };
}

function unknownType(input: unknown): string {
  if (input === undefined) return `is missing: it must be one of ${TYPES.join(", ")}`;
  const near = suggest(String(input), TYPES);
  return `names the unknown type ${JSON.stringify(input)}: ${
    near === undefined ? `known are ${TYPES.join(", ")}` : `did you mean "${near}"?`
  }`;
}

interface Problem {
  readonly path: keyof Spec;
  readonly message: string;
}

function problemsOf(field: Spec): Problem[] {
  return [...analysisProblems(field), ...boundProblems(field), ...choiceProblems(field)]
    .filter((problem) => problem !== false);
}

function analysisProblems(field: Spec): (Problem | false)[] {
  const { type, choices, min, max, analysis_type: analysis, choice_order: order } = field;
  const isBounded = isNumeric(type) && min !== undefined && max !== undefined;
  return [
    analysis === "binary" && choices !== undefined && choices.length !== 2 &&
    { path: "choices", message: 'must be two where the analysis is "binary"' },
    order !== undefined && analysis !== "ordinal" &&
    { path: "choice_order", message: 'is for the analysis_type "ordinal"' },
    analysis === "ordinal" && choices === undefined && order === undefined && !isBounded &&
    {
      path: "analysis_type",
      message: 'is "ordinal", which needs choices or a choice_order, or a number\'s min and max',
    },
    choices !== undefined && order !== undefined && !isSameSet(choices, order) &&
    { path: "choice_order", message: "must have the same values as choices" },
  ];
}

function boundProblems(field: Spec): (Problem | false)[] {
  const { type, min, max } = field;
  return [
    !isNumeric(type) && (min !== undefined || max !== undefined) &&
    {
      path: min === undefined ? "max" : "min",
      message: `is for numbers, and the type is "${type}"`,
    },
    ...(["min", "max"] as const).filter((path) => type === "int" && isBroken(field[path]))
      .map((path): Problem => ({ path, message: 'must be whole where the type is "int"' })),
    min !== undefined && max !== undefined && min >= max &&
    { path: "min", message: `must be below max, ${max}` },
  ];
}

function choiceProblems(field: Spec): (Problem | false)[] {
  const { type, choices } = field;
  if (choices === undefined) {
    const message = 'is missing: a field of the type "categorical" has choices';
    return [type === "categorical" && { path: "choices", message }];
  }
  const read = choices.map((choice) => String(choice).trim());
  const problem = (message: string): Problem => ({ path: "choices", message });
  return [
    new Set(read).size < read.length &&
    problem("must not have a value twice, nor two that read alike"),
    read.includes("") && problem("must not have a blank one"),
    ...choices.filter((choice) => !fits(choice, field)).map((choice) =>
      problem(
        `must be of the type "${type}" and inside its range: ${JSON.stringify(choice)} is not`,
      )
    ),
  ];
}

function isNumeric(type: Spec["type"]): boolean {
  return type === "int" || type === "float";
}

function isBroken(bound: number | undefined): boolean {
  return bound !== undefined && !Number.isInteger(bound);
}

function isSameSet(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}

function fits(choice: unknown, { type, min = -Infinity, max = Infinity }: Spec): boolean {
  switch (type) {
    case "int":
      return Number.isInteger(choice) && Number(choice) >= min && Number(choice) <= max;
    case "float":
      return typeof choice === "number" && choice >= min && choice <= max;
    case "text":
      return typeof choice === "string";
    case "bool":
      return typeof choice === "boolean";
    default:
      return true;
  }
}

/** The question of an instrument that a field is. */
function questionOf(
  { type, question, choices, choice_order, min, max, order, analysis_type }: Spec,
): Question {
  const listed = choice_order ?? choices;
  const rule = order === undefined ? {} : { order };
  if (listed !== undefined) {
    return listedQuestion(question, listed, { ...rule, ordered: analysis_type === "ordinal" });
  }
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  switch (type) {
    case "int":
      return min !== undefined && max !== undefined && Number.isInteger(min) &&
          Number.isInteger(max)
        ? scale(question, min, max, rule)
        : number(question, { ...bounds, whole: true });
    case "float":
      return number(question, bounds);
    case "bool":
      return shape(question, { type: "boolean" });
    case "json":
      return shape(question, {});
    default:
      return text(question);
  }
}

/** A question with these answers: texts, the points of a scale, or values of other types as they are. */
function listedQuestion(
  question: string,
  values: readonly (string | number | boolean)[],
  rules: { readonly ordered: boolean; readonly order?: "random" | "as_written" },
): Question {
  const [first = 0] = values;
  const { order } = rules;
  const isScale = typeof first === "number" && Number.isInteger(first) && values.length > 1 &&
    values.every((value, place) => value === first + place);
  if (isScale) {
    return scale(question, first, first + values.length - 1, order === undefined ? {} : { order });
  }
  const texts = values.filter((value) => typeof value === "string");
  return texts.length === values.length
    ? choice(question, texts, rules)
    : shape(question, { enum: values });
}
