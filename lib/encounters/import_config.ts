import * as z from "zod";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";

const path = z.string().min(1);
const most = z.int().min(1).nullable().default(null);

const source = strict({
  name: z.literal("amazon_reviews_2023"),
  reviews_path: path,
  metadata_path: path,
  category: z.string().nullable().default(null),
  output_dir: path.optional(),
  import_mode: z.enum(["in_memory", "streaming"]).default("in_memory"),
  require_metadata_match_for_events: z.boolean().default(false),
  trace_field_map: z.record(z.string().min(1), z.string().min(1))
    .default({ title: "review_title", text: "review_text" }),
  time_index_mode: z.enum(["panelist_sequence", "raw_timestamp", "global_sequence"])
    .default("panelist_sequence"),
  product_description_fallback_to_features: z.boolean().default(true),
  include_raw_product_meta: z.boolean().default(true),
  include_raw_review_meta: z.boolean().default(true),
  min_reviews_per_persona: z.int().min(1).default(1),
  max_reviews: most,
  max_metadata_rows: most,
}).superRefine(({ import_mode, time_index_mode }, context) => {
  if (import_mode === "streaming" && time_index_mode === "global_sequence") {
    const message = 'must not be "global_sequence" where import_mode is "streaming"';
    context.addIssue({ code: "custom", path: ["time_index_mode"], message });
  }
});

/** What is imported, from where, and how. */
export type ImportSource = z.output<typeof source>;

/**
 * Reads a configuration of `events import`.
 *
 * @throws {InputError} With everything that is wrong in it.
 */
export function parseImport(data: unknown, file: string): ImportSource {
  return read(strict({ source }), data, file).source;
}
