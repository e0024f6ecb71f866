import * as z from "zod";
import { analyzeEvents, type EventMetrics } from "../analysis/analyze_events.ts";
import { type Host } from "../host/host.ts";
import { loadEvents } from "../rows/load_events.ts";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { metricSections } from "../display/metric_sections.ts";
import { besideConfig, path, readConfig } from "./events_config.ts";
import { eventsIn, eventsPath } from "./events_flags.ts";
import { writeReport } from "./events_report.ts";
import { declaredBeside } from "./declared_fields.ts";
import { noticeBeside } from "./notice_beside.ts";
import { numberOf, textOf, UsageError, type Values } from "./flag.ts";

const config = strict({
  run_dir: path,
  output_dir: path.optional(),
  outcome_field: z.string().min(1).optional(),
  seed: z.int().min(0).optional(),
  metrics: strict({
    quality: z.boolean().default(true),
    diversity: z.boolean().default(true),
    persona: z.boolean().default(true),
    selection: z.boolean().default(true),
  }).prefault({}),
});

/**
 * Carries out `events analyze`.
 *
 * @throws {InputError} At the first row that is not as it must be, with its line.
 */
export async function eventsAnalyze(
  operands: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const given = await asked(operands, values, host);
  const metrics = await analyzeEvents(loadEvents(given.events, { host }), {
    field: textOf(values, "field") ?? given.field,
    declared: await declaredBeside(given.events, host),
    seed: numberOf(values, "seed") ?? given.seed,
  });
  const data = Object.fromEntries(
    Object.entries(metrics).filter(([name]) => given.metrics[name as keyof EventMetrics]),
  );
  const notice = await noticeBeside(given.events, host);
  await writeReport({
    title: "Events",
    data: { input: given.events, notice, ...data },
    notices: notice === null ? [] : [notice],
    sections: metricSections(data),
    dataFile: "metrics.json",
    reportFile: "report.md",
  }, {
    format: values["output-format"],
    folder: textOf(values, "output-dir") ?? given.folder,
    host,
  });
  return 0;
}

/** What is analysed, by flags or by a configuration. */
async function asked(operands: readonly string[], values: Values, host: Host) {
  if (values.config === undefined) {
    const events = await eventsPath("events analyze", operands, values, host);
    const metrics = { quality: true, diversity: true, persona: true, selection: true };
    return { events, field: undefined, seed: undefined, folder: undefined, metrics };
  }
  if (operands.length > 0 || values.input !== undefined) {
    throw new UsageError("Cannot use --config with a file of events: it names the run itself");
  }
  const from = String(values.config);
  const said = await readConfig(from, (data, file) => read(config, data, file), host);
  const place = { config: from, host, inside: "events.jsonl" };
  return {
    events: await eventsIn(await besideConfig(said.run_dir, place), host.files),
    field: said.outcome_field,
    seed: said.seed,
    folder: said.output_dir,
    metrics: said.metrics,
  };
}
