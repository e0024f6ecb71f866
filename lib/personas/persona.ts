import * as z from "zod";
import { canonical } from "../schema/canonical.ts";
import { type Issue } from "../schema/input_error.ts";
import { protoNames } from "../schema/proto_names.ts";
import { issuesOf, pathText } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";

/** Sampling that one persona overrides for themselves. */
export interface ModelOverrides {
  /** In [0, 2]. */
  readonly temperature?: number | undefined;
  /** In [0, 1]. */
  readonly top_p?: number | undefined;
  /** From 1. */
  readonly max_tokens?: number | undefined;
  /** The model that answers for this persona. */
  readonly model?: string | undefined;
}

/**
 * A person of the panel, as written in a persona file. The named fields go into the built-in prompt;
 * any other attribute (`sex`, `degree`, `region`, …) is kept for templates and subgroups.
 */
export interface Persona {
  /** A label: it need not be unique. */
  readonly name?: string | undefined;
  /** In years, from 0 to 150. */
  readonly age?: number | undefined;
  /** What they do. */
  readonly occupation?: string | undefined;
  /** A few sentences on their life. */
  readonly background?: string | undefined;
  /** How others would describe them, in single words. */
  readonly personality_traits?: readonly string[] | undefined;
  /** The model that always answers for this persona. */
  readonly model?: string | undefined;
  /** Sampling of their own. */
  readonly llm_overrides?: ModelOverrides | undefined;
  /** Any other attribute. */
  readonly [attribute: string]: unknown;
}

const words = z.string().trim().min(1);

const traits = z.union([z.array(words), z.string()], {
  error: "must be a list of words, or words separated by commas",
}).transform((list) =>
  typeof list === "string"
    ? list.split(",").map((trait) => trait.trim()).filter((trait) => trait !== "")
    : list
);

const overrides = strict({
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.int().min(1).optional(),
  model: words.optional(),
});

// What has no canonical JSON (NaN, a list that holds itself) could not become a part of an id.
const attribute = z.unknown().superRefine((value, context) => {
  if (value === undefined || typeof value === "boolean") return;
  try {
    canonical(value);
  } catch (error) {
    context.addIssue({ code: "custom", message: `must be plain data: ${reasonOf(error)}` });
  }
});

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return "it is nested too deeply";
  return error instanceof Error ? error.message.replace(/^.*?: /, "") : "";
}

const fields = z.object({
  name: words.optional(),
  age: z.int().min(0).max(150).optional(),
  occupation: words.optional(),
  background: words.optional(),
  personality_traits: traits.optional(),
  model: words.optional(),
  llm_overrides: overrides.optional(),
}).catchall(attribute);

/** The named fields of a persona. */
export const PERSONA_FIELDS: readonly string[] = Object.keys(fields.shape);

/**
 * Checks one persona from outside and reports everything that is wrong with it.
 *
 * @returns The persona, or the issues, with paths that start at the persona.
 */
export function checkPersona(data: unknown): Persona | readonly Issue[] {
  const lost = protoNames(data);
  if (lost.length > 0) return lost;
  const checked = fields.safeParse(data);
  const slips = data !== null && typeof data === "object" ? misspellings(data) : [];
  if (checked.success && slips.length === 0) return checked.data;
  return [...(checked.success ? [] : issuesOf(checked.error, data)), ...slips];
}

/** Whether a check found issues. */
export function isIssues(checked: Persona | readonly Issue[]): checked is readonly Issue[] {
  return Array.isArray(checked);
}

// Attributes are free, so only what can hardly be anything else counts as a slip of the pen: a field in
// other letter case, or a long one with a slip in its words. `personality_type` is an attribute.

const LONG_FIELDS = ["occupation", "background", "personality_traits", "llm_overrides"];
const known = new Map<string, readonly Issue[]>();

// Most personas of a file have the same keys, which are looked at once.
function misspellings(data: object): readonly Issue[] {
  const keys = Object.keys(data);
  const joined = keys.join("\n");
  const found = known.get(joined) ?? keys.flatMap((key): Issue[] => {
    const field = PERSONA_FIELDS.includes(key) ? undefined : meantBy(key);
    if (field === undefined || field in data) return [];
    return [{ path: pathText([key]), message: `is an unknown key: did you mean "${field}"?` }];
  });
  if (known.size < 1000) known.set(joined, found);
  return found;
}

function meantBy(key: string): string | undefined {
  const lower = key.toLowerCase();
  if (PERSONA_FIELDS.includes(lower)) return lower;
  const words = key.split(/[_\s-]+|(?<=[a-z])(?=[A-Z])/);
  return LONG_FIELDS.find((field) => {
    const wanted = field.split("_");
    return field[0] === lower[0] && words.length === wanted.length &&
      wanted.every((word, at) => suggest(words[at] ?? "", [word]) !== undefined);
  });
}
