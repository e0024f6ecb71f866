import * as z from "zod";
import {
  checkConditions,
  compareEvents,
  type EventComparison,
} from "../analysis/compare_events.ts";
import { type Host } from "../host/host.ts";
import { loadEvents } from "../rows/load_events.ts";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { comparisonSections } from "../display/comparison_sections.ts";
import { besideConfig, configPath, path, readConfig } from "./events_config.ts";
import { writeReport } from "./events_report.ts";
import { noticeBeside } from "./notice_beside.ts";
import { numberOf, textOf, type Values } from "./flag.ts";
import { warn } from "./warn.ts";

const condition = strict({
  label: z.string().min(1).optional(),
  model: z.string().default(""),
  strategy: z.string().default(""),
  run_dir: path,
  condition_type: z.enum(["synthetic", "real"]).default("synthetic"),
  events_filename: path.default("events.jsonl"),
});

const config = strict({
  output_dir: path.optional(),
  conditions: z.array(condition).min(2),
  outcome_field: z.string().min(1).default("rating"),
  rating_scale: z.array(z.union([z.string(), z.number(), z.boolean()])).min(2).nullable().default(
    null,
  ),
  benchmark_top_k_products: z.int().min(1).default(20),
  seed: z.int().min(0).default(0),
});

/**
 * Carries out `events compare`.
 *
 * @throws {InputError} When the configuration or a row is not as it must be, with the line.
 * @throws {TypeError} When the conditions cannot be compared.
 */
export async function eventsCompare(values: Values, host: Host): Promise<number> {
  const from = configPath("events compare", values);
  const said = await readConfig(from, (data, file) => read(config, data, file), host);
  const conditions = await Promise.all(said.conditions.map(async (one, at) => {
    const folder = one.run_dir.replace(/\/$/, "");
    const place = { config: from, host, inside: one.events_filename };
    return {
      label: one.label ?? `cond_${at}`,
      model: one.model,
      strategy: one.strategy,
      type: one.condition_type,
      file: `${await besideConfig(folder, place)}/${one.events_filename}`,
    };
  }));
  // Before any file is read, and it may be a large one.
  checkConditions(conditions);
  const data = await compareEvents(
    conditions.map((one) => ({ ...one, rows: loadEvents(one.file, { host }) })),
    {
      field: said.outcome_field,
      scale: said.rating_scale ?? [],
      top: said.benchmark_top_k_products,
      seed: numberOf(values, "seed") ?? said.seed,
    },
  );
  warn(silent(data), host);
  const notices = await noticesOf(conditions, host);
  await writeReport({
    title: data.mode === "cross" ? "Runs side by side" : "Runs and people",
    data: { ...data, notices: Object.fromEntries(notices) },
    notices: notices.map(([label, notice]) => `${label}: ${notice}`),
    sections: comparisonSections(data),
    dataFile: "comparison.json",
    reportFile: "comparison_report.md",
  }, {
    format: values["output-format"],
    folder: textOf(values, "output-dir") ?? said.output_dir,
    host,
  });
  return 0;
}

/** The conditions of which something must be said, and what. */
async function noticesOf(
  conditions: readonly { readonly label: string; readonly file: string }[],
  host: Host,
): Promise<[label: string, notice: string][]> {
  const said: [string, string][] = [];
  for (const { label, file } of conditions) {
    const notice = await noticeBeside(file, host);
    if (notice !== null) said.push([label, notice]);
  }
  return said;
}

/** The conditions that have no answer to what is compared, a sentence each. */
function silent({ conditions, outcome_field }: EventComparison): string[] {
  return conditions.filter(({ n_with_outcome }) => n_with_outcome === 0)
    .map(({ label }) => `no evaluation of "${label}" has an answer to "${outcome_field}"`);
}
