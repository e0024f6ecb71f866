import { type ModelTotals } from "../engine/model_totals.ts";
import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { EVENT_SCHEMA_VERSION } from "../rows/event_row.ts";
import { repliesJson, verificationJson } from "./replies_json.ts";
import { type TimelineResult } from "./timeline_result.ts";

/**
 * What a run over time was and came to, as plain data: counts, what went wrong, by whom and at what cost. Its
 * events stand in their file; nothing secret is in it.
 */
export function timelineJson(result: TimelineResult, host: Host): Record<string, unknown> {
  const { plan } = result;
  return {
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
    ...repliesJson(result.replies),
    ...verificationJson(result.replies),
    notice: result.notice,
    versions: { quorum: VERSION, runtime: host.runtime },
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

/** What one model took, as it stands in JSON. */
export function usageJson(totals: ModelTotals): Record<string, unknown> {
  const { model, calls, input, output, cacheWrite, cacheRead, cost } = totals;
  return {
    ...{ model, calls },
    ...{ input_tokens: input, output_tokens: output },
    ...{ cache_write_tokens: cacheWrite, cache_read_tokens: cacheRead, cost_usd: cost },
  };
}
