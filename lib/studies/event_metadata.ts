import { type EventStudy, type InputFile } from "../encounters/event_study.ts";
import { type Host } from "../host/host.ts";
import { sha256 } from "../random/hash.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type EnrichedStudy } from "./enriched_study.ts";
import { timelineJson, usageJson } from "./timeline_json.ts";
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
  return {
    generated_at_utc: `${new Date(host.clock.now()).toISOString().slice(0, 19)}+00:00`,
    ...timelineJson(result, host),
    enrichment: { ...written, usage: usage.map(usageJson) },
    inputs: await Promise.all(study.files.map((file) => inputJson(file, host))),
    config_hash_sha256: fingerprint(config.snapshot),
    config_snapshot: config.snapshot,
    extra: {
      config_path: pathOf("config", study),
      personas_path: config.panelists.source,
      products_path: config.products.source,
      persona_variant: config.panelists.variant,
      product_variant: config.products.variant,
    },
  };
}

async function inputJson({ role, path }: InputFile, { files }: Host): Promise<unknown> {
  const text = await files.readText(path);
  return { role, path, sha256: sha256(text) };
}

function pathOf(role: InputFile["role"], { files }: EventStudy): string | undefined {
  return files.find((file) => file.role === role)?.path;
}
