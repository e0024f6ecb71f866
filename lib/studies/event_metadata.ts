import { type EventStudy, type InputFile } from "../encounters/event_study.ts";
import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { sha256 } from "../random/hash.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { EVENT_SCHEMA_VERSION } from "../rows/event_row.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type EnrichedStudy } from "./enriched_study.ts";
import { type TimelineResult } from "./timeline_result.ts";

/**
 * What a run of events was, as `metadata.json` says it: what it was made from and by whom, how much of it there
 * is, what it cost and what went wrong. Nothing secret is in it.
 */
export async function eventMetadata(
  result: TimelineResult,
  { study, written, usage }: EnrichedStudy,
  host: Host,
): Promise<Record<string, unknown>> {
  const { config } = study;
  const { plan } = result;
  return {
    generated_at_utc: `${new Date(host.clock.now()).toISOString().slice(0, 19)}+00:00`,
    schema_version: EVENT_SCHEMA_VERSION,
    run_id: result.run,
    fingerprint: result.fingerprint,
    seed: plan.seed,
    policy: plan.exposure?.policy.name,
    ...countsOf(result),
    run_invalid: result.isInvalid,
    models: modelsOf(result),
    usage: result.usage.map(usageJson),
    cost_usd: result.cost,
    enrichment: { ...written, usage: usage.map(usageJson) },
    inputs: await Promise.all(study.files.map((file) => inputJson(file, host))),
    config_hash_sha256: fingerprint(config.snapshot),
    config_snapshot: config.snapshot,
    notice: result.notice,
    versions: { quorum: VERSION, runtime: host.runtime },
    extra: {
      config_path: pathOf("config", study),
      personas_path: config.panelists.source,
      products_path: config.products.source,
      persona_variant: config.panelists.variant,
      product_variant: config.products.variant,
    },
  };
}

/** How much there is, and what went wrong. */
function countsOf({ counts, panelists, plan: { exposure } }: TimelineResult) {
  const { rows, evaluations, selections, withoutOutcomes, withoutSelection, traces } = counts;
  return {
    counts: {
      ...{ rows, evaluations, selections, panelists: panelists.length },
      ...{ products: exposure?.products.length, periods: exposure?.periods },
    },
    errors: {
      evaluations_without_outcomes: withoutOutcomes,
      selections_without_answer: withoutSelection,
      rows_with: traces,
    },
  };
}

/** Every model by the name it was given: its id, and the ids under which it was served. */
function modelsOf({ panelists, usage }: TimelineResult): Record<string, unknown> {
  const named = new Map(
    panelists.flatMap(({ model }) => model ? [[model.name, model] as const] : []),
  );
  return Object.fromEntries(
    [...named].map(([name, { model }]) => [name, {
      id: model.id,
      served: usage.find((totals) => totals.model === name)?.served ?? [],
    }]),
  );
}

function usageJson(totals: ModelTotals): Record<string, unknown> {
  const { model, calls, input, output, cacheWrite, cacheRead, cost } = totals;
  return {
    ...{ model, calls },
    ...{ input_tokens: input, output_tokens: output },
    ...{ cache_write_tokens: cacheWrite, cache_read_tokens: cacheRead, cost_usd: cost },
  };
}

async function inputJson({ role, path }: InputFile, { files }: Host): Promise<unknown> {
  const text = await files.readText(path);
  return { role, path, sha256: sha256(text) };
}

function pathOf(role: InputFile["role"], { files }: EventStudy): string | undefined {
  return files.find((file) => file.role === role)?.path;
}
