import * as z from "zod";
import { read } from "../schema/read.ts";
import { type LeaderboardEntry, LeaderboardRows } from "./leaderboard_form.ts";

/** More rows or longer labels than anybody could read are no leaderboard. */
const MOST_ROWS = 10_000;
const LONGEST_LABEL = 200;

const label = z.string().max(LONGEST_LABEL);
const share = z.number().min(0).max(1);
// What is missing, null or of another kind is not known; the row may still say the rest.
const maybe = <T>(schema: z.ZodType<T>) => schema.nullable().catch(null);

const rowSchema = z.object({
  model: label,
  model_id: maybe(label),
  config_id: maybe(label),
  dataset: label,
  framework: maybe(label),
  is_baseline: maybe(z.boolean()),
  is_ensemble: maybe(z.boolean()),
  sps: maybe(share),
  topic_scores: maybe(z.record(label, z.unknown())),
  topic_metrics: maybe(z.record(label, z.unknown())),
  jsd: maybe(share),
  n: maybe(z.number().min(0)),
  ci_lower: maybe(share),
  ci_upper: maybe(share),
  run_count: maybe(z.number().min(0)),
  cost_per_100q: maybe(z.number().min(0)),
});

const boardSchema = z.object({ entries: z.array(z.unknown()).max(MOST_ROWS) });
const sizeSchema = z.object({ n: z.number().min(0) });

/**
 * Reads the rows of SynthBench's `leaderboard.json`. What a newer one has besides is left aside, and a row
 * that cannot be read does not spoil the others.
 *
 * @param what What is read, for the error's sentence.
 * @throws {InputError} When there are no rows, or more than ten thousand.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseLeaderboard } from "../../mod.ts";
 *
 * const data = { entries: [{ model: "haiku", dataset: "gss", sps: 0.8 }, { model: 7 }] };
 * const { entries, unreadable } = parseLeaderboard(data, "the leaderboard");
 * assert(entries[0]?.sps === 0.8 && unreadable === 1);
 * ```
 */
export function parseLeaderboard(data: unknown, what: string): LeaderboardRows {
  const rows = read(boardSchema, data, what).entries;
  const entries = rows.flatMap((row) => {
    const result = rowSchema.safeParse(row);
    return result.success ? [entryOf(result.data)] : [];
  });
  return new LeaderboardRows({ entries, unreadable: rows.length - entries.length });
}

function entryOf(row: z.infer<typeof rowSchema>): LeaderboardEntry {
  const { ci_lower: low, ci_upper: high } = row;
  return {
    label: row.model,
    modelId: row.model_id,
    configId: row.config_id,
    dataset: row.dataset,
    isBaseline: row.is_baseline === true || row.framework === "baseline",
    isEnsemble: row.is_ensemble === true || row.framework === "ensemble",
    sps: row.sps,
    topicScores: kept(row.topic_scores, (value) => share.safeParse(value).data),
    topicSizes: kept(row.topic_metrics, (value) => sizeSchema.safeParse(value).data?.n),
    jsd: row.jsd,
    n: row.n,
    interval: low === null || high === null || low > high ? null : { low, high },
    runs: row.run_count,
    costPer100: row.cost_per_100q,
  };
}

function kept(
  record: Readonly<Record<string, unknown>> | null,
  numberOf: (value: unknown) => number | undefined,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(record ?? {}).flatMap(([name, value]) => {
      const number = numberOf(value);
      return number === undefined ? [] : [[name, number]];
    }),
  );
}
