import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { type ModelTotals } from "../engine/journal.ts";
import { type Row } from "../rows/row.ts";
import { type FailureStats } from "./failure_stats.ts";
import { panelistResults } from "./panelist_results.ts";
import { stagesOf } from "./stages.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Raised when the form of the envelope changes. */
export const ENVELOPE_VERSION = 1;

/**
 * A result as one JSON object: the rows by round and panelist, what was spent, what failed, and where it
 * came from. Keys are in snake_case; money is in US dollars, null where a price is not known.
 *
 * @param options `rows: false` leaves the panelists' rows out, for formats that carry them apart.
 */
export function envelope(
  result: SurveyResult,
  host: Host,
  { rows = true }: { readonly rows?: boolean } = {},
): Record<string, unknown> {
  const { plan, failures } = result;
  return {
    schema_version: ENVELOPE_VERSION,
    run_id: result.run,
    message: messageOf(result, failures),
    ...(result.notice === null ? {} : { notice: result.notice }),
    rounds: roundsOf(result, rows),
    path: [],
    warnings: result.warnings,
    synthesis: null,
    ...spendingJson(result),
    model: plan.models?.entries[0]?.name ?? null,
    persona_count: plan.personas.length,
    question_count: result.questions.size,
    per_model_results: perModel(result),
    ...(plan.models?.mode === "weighted" ? { model_assignment: assignmentOf(result) } : {}),
    metadata: metadataOf(result, host),
    parameters: plan.seed === null ? {} : { seed: plan.seed },
    ...statsJson(failures),
    run_invalid: failures.isInvalid,
    ...abortJson(result, failures),
  };
}

function spendingJson({ usage, cost }: SurveyResult): Record<string, unknown> {
  return {
    cost_is_estimated: cost === null,
    panelist_cost: cost,
    panelist_usage: usageJson(usage),
    total_usage: usageJson(usage),
    total_cost: cost,
    cost_breakdown: {
      by_model: Object.fromEntries(usage.map(({ model, cost }) => [model, cost])),
      total: cost,
    },
  };
}

function abortJson({ isCutOff }: SurveyResult, stats: FailureStats): Record<string, unknown> {
  if (isCutOff) return { abort_reason: "sigint" };
  if (stats.totalFailure === null) return {};
  return { abort_reason: "total_failure", total_failure: stats.totalFailure };
}

function messageOf(result: SurveyResult, stats: FailureStats): string {
  const counts = `${stats.answered} of ${stats.totalPairs} answers`;
  if (result.isCutOff) return `The run was stopped: ${counts} are there`;
  if (stats.isInvalid) return `The run is invalid: ${counts} are there`;
  return `The run is complete: ${counts} are there`;
}

function roundsOf(result: SurveyResult, withRows: boolean): unknown[] {
  const instrument = result.plan.instrument;
  if (instrument === null) return [];
  const byRound = new Map<string, Row[]>();
  if (withRows) {
    for (const row of result.rows) {
      const list = byRound.get(row.round);
      if (list) list.push(row);
      else byRound.set(row.round, [row]);
    }
  }
  return stagesOf(instrument).map(({ name, questions }) => ({
    name,
    ...(withRows
      ? { results: panelistResults(byRound.get(name) ?? [], instrument) }
      : { questions }),
    synthesis: null,
  }));
}

function perModel({ usage, failures }: SurveyResult): Record<string, unknown> {
  return Object.fromEntries(usage.map((totals) => [
    totals.model,
    {
      n: failures.answeredBy[totals.model] ?? 0,
      usage: usageJson([totals]),
      cost: totals.cost,
    },
  ]));
}

function assignmentOf(result: SurveyResult): unknown[] {
  return result.panelists.map(({ id, persona, models }) => ({
    panelist: id,
    persona: persona.name ?? "Anonymous",
    model: models[0]?.name,
  }));
}

function metadataOf(result: SurveyResult, host: Host): Record<string, unknown> {
  const { usage, seconds, cost } = result;
  const models = new Map(
    result.panelists.flatMap(({ models }) =>
      models.map(({ name, model }) => [name, model.id] as const)
    ),
  );
  return {
    generation_params: { temperature: null, top_p: null, max_tokens: null },
    models: { panelist: Object.fromEntries(models), synthesis: null },
    served: Object.fromEntries(usage.map(({ model, served }) => [model, served])),
    cost: {
      total_tokens: usage.reduce((sum, totals) => sum + tokensOf(totals), 0),
      total_cost_usd: cost,
      per_model: Object.fromEntries(
        usage.map((totals) => [totals.model, { tokens: tokensOf(totals), cost_usd: totals.cost }]),
      ),
    },
    timing: { total_seconds: seconds, per_panelist_avg: seconds / result.plan.personas.length },
    version: { quorum: VERSION, runtime: host.runtime },
    config_hash: result.fingerprint,
  };
}

function statsJson(stats: FailureStats): Record<string, unknown> {
  return {
    failure_stats: {
      total_pairs: stats.totalPairs,
      errored_pairs: stats.erroredPairs,
      failure_rate: stats.failureRate,
      failed_panelists: stats.failedPanelists,
      errored_personas: stats.erroredPersonas,
      skipped_follow_ups: 0,
      skipped_by_budget: 0,
    },
    missing_input_stats: {
      considered: stats.considered,
      refusing: stats.refusingPersonas.length,
      refusal_rate: stats.considered === 0 ? 0 : stats.refusingPersonas.length / stats.considered,
      refusing_personas: stats.refusingPersonas,
    },
  };
}

function usageJson(usage: readonly ModelTotals[]): Record<string, number> {
  const sum = (of: (totals: ModelTotals) => number) =>
    usage.reduce((total, totals) => total + of(totals), 0);
  return {
    input_tokens: sum(({ input }) => input),
    output_tokens: sum(({ output }) => output),
    cache_creation_input_tokens: sum(({ cacheWrite }) => cacheWrite),
    cache_read_input_tokens: sum(({ cacheRead }) => cacheRead),
  };
}

function tokensOf({ input, output, cacheWrite, cacheRead }: ModelTotals): number {
  return input + output + cacheWrite + cacheRead;
}
