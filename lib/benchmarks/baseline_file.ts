import * as z from "zod";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { recordIssues } from "./baseline_issues.ts";
import { type BaselineRecord } from "./baseline_record.ts";
import { isPeriod } from "./baseline_year.ts";

const counts = z.record(z.string(), z.int().min(0));
const shares = z.record(z.string(), z.number().min(0).max(1));
const words = z.string().regex(/\S/, { error: "must be a text that is not empty" });
const name = z.string().regex(/^[^\s:()]+$/, {
  error: "must be a name: one word, without colons and brackets",
});

const sample = {
  counts: counts.optional(),
  shares: shares.optional(),
  n: z.int().min(1).optional(),
  n_effective: z.number().min(1).optional(),
  standard_error: z.number().min(0).optional(),
};

const year = z.union([z.int().min(1000).max(9999), z.custom<`${number}-${number}`>(isPeriod)], {
  error: "must be a year, or a period as in 2021-2024",
});

const wave = strict({
  ...sample,
  year: year.optional(),
  wave: words.optional(),
  key: name.optional(),
  source: words.optional(),
  note: words.optional(),
  groups: z.record(z.string(), z.record(z.string(), strict(sample))).optional(),
});

const fields = {
  dataset: name,
  question: name,
  key: name.optional(),
  aliases: z.array(name).optional(),
  title: words,
  text: words,
  options: z.array(words).min(2),
  ordered: z.boolean(),
  waves: z.array(wave).min(1),
  weighting: words.optional(),
  note: words.optional(),
  source: words,
  groups_source: words.optional(),
  licence: words,
  citation: words,
};

/** What a record must be. */
export const recordSchema: z.ZodType<BaselineRecord> = strict(fields)
  .superRefine((record, context) => {
    for (const issue of recordIssues(record)) context.addIssue({ code: "custom", ...issue });
  });

const fileSchema = strict({ note: z.string().optional(), baselines: z.array(recordSchema).min(1) });

/**
 * Reads a file of baselines: a mapping with a list `baselines` of records.
 *
 * @param name The file, for the sentences.
 * @throws {InputError} With everything that is wrong with it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseBaselines } from "./baseline_file.ts";
 *
 * const [record] = parseBaselines({
 *   baselines: [{
 *     ...{ dataset: "cafe", question: "TEA", title: "Tea", text: "Tea or coffee?" },
 *     ...{ options: ["tea", "coffee"], ordered: false },
 *     waves: [{ year: 2024, counts: { tea: 30, coffee: 70 } }],
 *     ...{ source: "our till", licence: "our own", citation: "Our cafe" },
 *   }],
 * }, "cafe.yaml");
 * assert.equal(record?.question, "TEA");
 * ```
 */
export function parseBaselines(data: unknown, name: string): readonly BaselineRecord[] {
  return read(fileSchema, data, name).baselines;
}
