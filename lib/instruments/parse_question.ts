import * as z from "zod";
import { type Issue } from "../schema/input_error.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";
import { conditionSchema } from "./condition.ts";
import { type FollowUp } from "./kind.ts";
import { kindNamed, type Question, YAML_TYPES } from "./kinds.ts";
import { doubles } from "./options.ts";
import { PRESETS } from "./presets.ts";

const words = z.string().trim().min(1);

const followUp = z.union([words, strict({ text: words, condition: conditionSchema.optional() })], {
  error: "must be a text, or a mapping with text and condition",
}).transform((given): FollowUp =>
  typeof given === "string"
    ? { text: given, condition: "always" }
    : { text: given.text, condition: given.condition ?? "always" }
);

/** The settings of the kinds, which are easily written beside the type that they belong to. */
const SETTINGS = [
  ...["type", "order", "ordered", "min", "max", "labels", "whole", "unit", "max_tokens"],
  ...["taxonomy", "multi"],
];

const questionSchema = strict({
  text: words,
  key: words.optional(),
  id: words.optional(),
  name: words.optional(),
  options: z.array(words).min(1)
    .refine((list) => doubles(list).length === 0, "must not name an option twice").optional(),
  response_schema: z.record(z.string(), z.unknown()).optional(),
  extraction_schema: z.union([z.enum(PRESETS), z.record(z.string(), z.unknown())], {
    error: `must be a JSON Schema or one of ${PRESETS.join(", ")}`,
  }).optional(),
  follow_ups: z.array(followUp).optional(),
}, { elsewhere: Object.fromEntries(SETTINGS.map((key) => [key, "inside response_schema"])) });

/** A question as it was read, with the key it has or is given. */
export interface Keyed {
  readonly key: string;
  readonly question: Question;
}

/**
 * Reads one question of an instrument file. Without a key of its own it has the beginning of its text.
 *
 * @returns The question with its key, or everything that is wrong, with paths from the question on.
 */
export function parseQuestion(data: unknown): Keyed | readonly Issue[] {
  const checked = questionSchema.safeParse(data);
  const schema = data !== null && typeof data === "object" && "response_schema" in data
    ? data.response_schema
    : undefined;
  const settings = parseSettings(schema);
  const issues = checked.success ? [] : issuesOf(checked.error, data);
  if (isIssues(settings)) return [...issues, ...settings];
  if (!checked.success) return issues;
  const { text, key, id, name, options, extraction_schema, follow_ups } = checked.data;
  const base = { text, followUps: follow_ups, extraction: extraction_schema };
  // A bounded question has the options of its response_schema.
  const counted = settings.kind === "text" ? { options } : {};
  return {
    // By code points: half of a surrogate pair could not be written into the fingerprint.
    key: key ?? id ?? name ?? [...text].slice(0, 40).join(""),
    // The settings were read by the schema of that very kind.
    question: { ...base, ...counted, ...settings } as Question,
  };
}

/** The kind and settings that a `response_schema` stands for. */
function parseSettings(schema: unknown): Readonly<Record<string, unknown>> | readonly Issue[] {
  if (schema === undefined) return { kind: "text" };
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return [];
  const { type, order, ...rest } = schema as Readonly<Record<string, unknown>>;
  const named = namedType(type, rest);
  if (named === undefined) {
    const unknown = unknownType(type, Object.keys(rest));
    return unknown ? [unknown] : settingsOf("shape", schema, undefined);
  }
  return settingsOf(named.kind, { ...named.defaults?.(rest), ...rest }, order);
}

function settingsOf(kind: Question["kind"], settings: object, order: unknown) {
  const checked = kindNamed(kind).settings.safeParse(settings);
  const issues = checked.success ? [] : issuesOf(checked.error, settings).map(below);
  if (order !== undefined && order !== "random" && order !== "as_written") {
    issues.push({ path: "$.response_schema.order", message: 'must be "random" or "as_written"' });
  }
  if (!checked.success || issues.length > 0) return issues;
  return { kind, ...checked.data, ...(order === undefined ? {} : { order }) };
}

function below(issue: Issue): Issue {
  return { ...issue, path: `$.response_schema${issue.path.slice(1)}` };
}

/** The keywords of JSON Schema that say what an answer is without a type. */
const SAYS_WHAT =
  /^(\$ref|(any|one|all)Of|enum|const|not|properties|patternProperties|items|required)$/;
const JSON_TYPES = ["object", "array", "string", "integer", "boolean", "null"];

function namedType(type: unknown, rest: Readonly<Record<string, unknown>>) {
  if (typeof type !== "string" || !Object.hasOwn(YAML_TYPES, type)) return undefined;
  // "number" is a kind of ours and a type of JSON Schema: its keywords tell which one is meant.
  const isSchema = type === "number" &&
    Object.keys(rest).some((key) => /^(minimum|maximum|exclusive|multipleOf|enum)/.test(key));
  return isSchema ? undefined : YAML_TYPES[type];
}

function unknownType(type: unknown, keys: readonly string[]): Issue | undefined {
  const known = Object.keys(YAML_TYPES);
  const all = `known are ${known.join(", ")}, or a JSON Schema`;
  const path = "$.response_schema.type";
  // A schema that says nothing of the answer is a slip, such as "typ", and would take any answer.
  if (type === undefined) {
    return keys.some((key) => SAYS_WHAT.test(key))
      ? undefined
      : { path, message: `is missing: ${all}` };
  }
  if (typeof type !== "string" || JSON_TYPES.includes(type) || type === "number") return undefined;
  const near = suggest(type, [...known, ...JSON_TYPES]);
  const help = near ? `did you mean "${near}"?` : all;
  return { path, message: `names the unknown type "${type}": ${help}` };
}

/** Whether reading found issues. */
export function isIssues(read: object): read is readonly Issue[] {
  return Array.isArray(read);
}
