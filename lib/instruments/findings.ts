import * as z from "zod";

/** What a synthesis finds in a round's answers; routes read it. */
export interface Findings {
  /** What was said, in a few sentences. */
  readonly summary: string;
  /** What comes up again and again. */
  readonly themes: readonly string[];
  /** Where the panelists agree. */
  readonly agreements: readonly string[];
  /** Where they do not. */
  readonly disagreements: readonly string[];
  /** What was not to be expected. */
  readonly surprises: readonly string[];
  /** What to do. */
  readonly recommendation: string;
}

const list = z.array(z.string());
const fields = z.object({
  summary: z.string().trim().min(1),
  themes: list,
  agreements: list,
  disagreements: list,
  surprises: list,
  recommendation: z.string(),
});

/**
 * The form of findings, as a model is asked for it.
 *
 * @example
 * ```ts
 * import { toJsonSchema } from "../schema/json_schema.ts";
 * import { findingsSchema } from "./findings.ts";
 *
 * const required = toJsonSchema(findingsSchema).required;
 * if (!Array.isArray(required) || required.length !== 6) throw new Error();
 * ```
 */
export const findingsSchema: z.ZodType<Findings> = fields;

/** The names of the findings, which are the fields that routes may ask about. */
export const FINDINGS: readonly (keyof Findings)[] = fields.keyof().options;
