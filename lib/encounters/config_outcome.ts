import { type Issue } from "../schema/input_error.ts";
import { pathText } from "../schema/read.ts";
import { type Question } from "../instruments/kinds.ts";
import { type ConfigData } from "./config_form.ts";
import { deterministic } from "./deterministic.ts";
import { type Field, parseField } from "./field_spec.ts";
import { type Outcome } from "./outcome.ts";
import { type Questionnaire, questionnaire } from "./questionnaire.ts";

/** The questions of a file, as they were read. */
export interface PlannedFields {
  readonly outcomes: Readonly<Record<string, Field>>;
  readonly traces: Readonly<Record<string, Field>>;
  readonly issues: readonly Issue[];
}

type Data = Readonly<Record<string, unknown>>;

/**
 * The questions of a file's data: under `questionnaire` or, where there is none, at the top. They are read
 * from the data as it is, each on its own, so that all that is wrong is found at once.
 */
export function fieldsIn(data: unknown): PlannedFields {
  const top = recordOf(data);
  const own = top.questionnaire ?? undefined;
  const root = own === undefined ? top : recordOf(own);
  const path = own === undefined ? [] : ["questionnaire"];
  const issues: Issue[] = [];
  const read = (part: string) =>
    fieldsOf(recordOf(recordOf(root[part]).fields), [...path, part], issues);
  const [outcomes, traces] = [read("outcomes"), read("traces")];
  for (const part of own === undefined ? [] : ["outcomes", "traces"]) {
    if ((top[part] ?? undefined) === undefined) continue;
    issues.push({ path: `$.${part}`, message: 'stands beside "questionnaire", where it belongs' });
  }
  const isWanted = own !== undefined || (top.outcomes_model ?? undefined) !== undefined ||
    (top.traces ?? undefined) !== undefined || (top.outcomes ?? undefined) !== undefined;
  if (isWanted && Object.keys(recordOf(recordOf(root.outcomes).fields)).length === 0) {
    issues.push({
      path: pathText([...path, "outcomes", "fields"]),
      message: "is missing: an outcome needs at least one field",
    });
  }
  return { outcomes, traces, issues };
}

function fieldsOf(data: Data, path: readonly string[], issues: Issue[]): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, spec]): [string, Field][] => {
      const read = parseField(spec);
      if ("field" in read) return [[name, read.field]];
      const here = pathText([...path, "fields", name]);
      issues.push(...read.issues.map((issue) => ({ ...issue, path: here + issue.path.slice(1) })));
      return [];
    }),
  );
}

/** What comes of a meeting: a questionnaire that models are asked, or answers that are made up; null for nothing. */
export function outcomeOf(
  given: ConfigData["outcomes_model"],
  { outcomes, traces }: PlannedFields,
  includeFeatures: boolean | undefined,
): Outcome | null {
  if (Object.keys(outcomes).length === 0) return null;
  const asked = questionnaireOf(given, { outcomes, traces }, includeFeatures);
  return given?.name === "deterministic"
    ? deterministic(asked, given.mode === undefined ? {} : { mode: given.mode })
    : asked;
}

function questionnaireOf(
  given: ConfigData["outcomes_model"],
  { outcomes, traces }: Pick<PlannedFields, "outcomes" | "traces">,
  includeFeatures: boolean | undefined,
): Questionnaire {
  const all = Object.entries({ ...outcomes, ...traces });
  return questionnaire(questionsOf(outcomes), {
    traces: questionsOf(traces),
    optional: all.filter(([, { isRequired }]) => !isRequired).map(([name]) => name),
    instructions: Object.fromEntries(
      all.flatMap(([name, { instruction }]) =>
        instruction === undefined ? [] : [[name, instruction]]
      ),
    ),
    maxTokens: given?.max_tokens,
    temperature: given?.temperature,
    includeRawText: given?.include_raw_text,
    example: given?.custom_few_shot_example,
    includeFeatures,
  });
}

function questionsOf(fields: Readonly<Record<string, Field>>): Record<string, Question> {
  return Object.fromEntries(Object.entries(fields).map(([name, { question }]) => [name, question]));
}

function recordOf(value: unknown): Data {
  // Any object can be asked for any key.
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value as Data : {};
}
