import { convergenceJson } from "../analysis/convergence_json.ts";
import { hasRobustness } from "../analysis/robustness.ts";
import { VERSION } from "../host/version.ts";
import { type Host } from "../host/host.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { JsonList } from "../schema/json_list.ts";
import { calibratedJson } from "./calibration_envelope.ts";
import { abortJson, failedSynthesis, messageOf, statsJson } from "./envelope_ending.ts";
import { spendingJson } from "./envelope_spending.ts";
import { generationJson } from "./generation_json.ts";
import { mergeJson } from "./merge_json.ts";
import { panelistResults } from "./panelist_results.ts";
import { repliesJson, verificationJson } from "./replies_json.ts";
import { summedCost, summedTokens, summedUsage } from "./summed_usage.ts";
import { type SurveyResult } from "./survey_result.ts";
import { synthesisCostJson, synthesisErrorJson, synthesisJson } from "./synthesis_json.ts";

/** How the panelists' rows stand in an envelope. */
type EnvelopeRows = "all" | "walked" | "none";

/** Raised when the form of the envelope changes. */
const ENVELOPE_VERSION = 2;

/**
 * A result as one JSON object: the rows by round and panelist, what was spent, what failed, and where it
 * came from. Keys are in snake_case; money is in US dollars, null where a price is not known.
 *
 * @param options `rows: "none"` leaves the panelists' rows out, for formats that carry them apart; `"walked"` has
 * them as lists that are made as they are walked, for `jsonPieces()`. @default "all"
 */
export function envelope(
  result: SurveyResult,
  host: Host,
  { rows = "all" }: { readonly rows?: EnvelopeRows } = {},
): Record<string, unknown> {
  const { plan, failures } = result;
  return {
    schema_version: ENVELOPE_VERSION,
    run_id: result.run,
    message: messageOf(result, failures),
    ...(result.notice === null ? {} : { notice: result.notice }),
    rounds: roundsOf(result, rows),
    path: result.path,
    warnings: result.warnings,
    ...synthesesJson(result),
    ...spendingJson(result),
    model: plan.models?.entries[0]?.name ?? null,
    persona_count: result.panelists.length,
    question_count: result.questions.size,
    per_model_results: perModel(result),
    ...(plan.models?.mode === "weighted" ? { model_assignment: assignmentOf(result) } : {}),
    ...(plan.blend ? { blend: blendJson(result) } : {}),
    ...(plan.variants === 0 ? {} : { robustness: robustnessJson(result) }),
    ...calibratedJson(result.calibration, convergedJson(result)),
    ...driftJson(result),
    ...(plan.merge === null ? {} : { personas_merge_warnings: mergeJson(plan.merge) }),
    metadata: metadataOf(result, host),
    parameters: parametersOf(result),
    ...verificationJson(result.replies),
    ...statsJson(failures),
    run_invalid: failures.isInvalid || failedSynthesis(result) !== undefined,
    ...abortJson(result, failures),
  };
}

function convergedJson({ course: { convergence } }: SurveyResult): Record<string, unknown> {
  return convergence === null ? {} : { convergence: convergenceJson(convergence) };
}

/** Under which plans the rows were asked, where it was more than one. */
function driftJson({ fingerprint, course: { drift } }: SurveyResult): Record<string, unknown> {
  if (drift.length === 0) return {};
  const fingerprints = [...drift.map(({ from }) => from), fingerprint];
  return { drift: { fingerprints, changes: drift.flatMap(({ changes }) => changes) } };
}

function synthesesJson({ course: { rounds, synthesis } }: SurveyResult): Record<string, unknown> {
  const failed = [...rounds.values(), synthesis].find((one) => one?.status === "failed");
  return {
    synthesis: synthesis && synthesisJson(synthesis),
    ...(failed?.status === "failed" ? { synthesis_error: synthesisErrorJson(failed) } : {}),
  };
}

function roundsOf(result: SurveyResult, how: EnvelopeRows): unknown[] {
  const { course, rows, wordings } = result;
  return course.begun.map(({ name, questions }) => {
    const synthesis = course.rounds.get(name);
    const results = new JsonList(() => panelistResults(rows, name, wordings));
    return {
      name,
      ...(how === "none" ? { questions } : { results: how === "all" ? [...results] : results }),
      synthesis: synthesis === undefined ? null : synthesisJson(synthesis),
    };
  });
}

/** Every model that was to answer, whether it did or not, and any other that was called. */
function perModel({ usage, failures, plan }: SurveyResult): Record<string, unknown> {
  const planned = plan.models?.entries.map(({ name }) => name) ?? [];
  const names = new Set([...planned, ...usage.map(({ model }) => model)]);
  return Object.fromEntries([...names].map((name) => {
    const totals = usage.filter(({ model }) => model === name);
    const n = failures.answeredBy[name] ?? 0;
    return [name, { n, usage: summedUsage(totals), cost: summedCost(totals) }];
  }));
}

function assignmentOf(result: SurveyResult): unknown[] {
  return result.panelists.map(({ id, persona, models }) => ({
    panelist: id,
    persona: persona.name ?? "Anonymous",
    model: models[0]?.name,
  }));
}

/** Every question that has options, blended; open ones have no distribution. */
function blendJson(result: SurveyResult): Record<string, unknown> {
  const entries = result.plan.models?.entries ?? [];
  const total = entries.reduce((sum, { weight }) => sum + weight, 0);
  const asked = [...result.questions.values()];
  return {
    models: entries.map(({ name }) => name),
    weights: Object.fromEntries(entries.map(({ name, weight }) => [name, weight / total])),
    questions: asked.flatMap(({ key, options, question, multiple }, index) => {
      if (options === null) return [];
      const { shares, weights, parts, n, entropy } = result.blend(key);
      return [{
        ...{ index, key, question: question.text },
        // Where an answer may name several options, their shares need not add up to 1.
        ...(multiple ? { multiple } : {}),
        distribution: shares,
        weights,
        per_model: Object.fromEntries(parts.map((part) => [part.context.label, part.shares])),
        response_count: n,
        ...(entropy === null ? {} : { entropy }),
      }];
    }),
  };
}

function robustnessJson(result: SurveyResult): Record<string, unknown> {
  const asked = [...result.questions.values()].filter(hasRobustness);
  return Object.fromEntries(asked.map(({ key }) => {
    const { mean, personas } = result.robustness(key);
    return [key, { mean, personas }];
  }));
}

function metadataOf(result: SurveyResult, host: Host): Record<string, unknown> {
  const { usage, seconds, cost, synthesis } = result;
  const models = new Map(
    result.panelists.flatMap(({ models }) =>
      models.map(({ name, model }) => [name, model.id] as const)
    ),
  );
  return {
    generation_params: generationJson(result),
    models: { panelist: Object.fromEntries(models), synthesis: result.synthesiser },
    served: Object.fromEntries(usage.map(({ model, served }) => [model, served])),
    cost: {
      total_tokens: summedTokens(usage),
      total_cost_usd: cost,
      per_model: Object.fromEntries(
        usage.map((one) => [one.model, { tokens: summedTokens([one]), cost_usd: one.cost }]),
      ),
      ...(synthesis === null ? {} : { synthesis: synthesisCostJson(synthesis) }),
    },
    timing: {
      total_seconds: seconds,
      per_panelist_avg: seconds / result.panelists.length,
      ...repliesJson(result.replies),
    },
    version: { quorum: VERSION, runtime: host.runtime },
    config_hash: result.fingerprint,
    prompts_hash: result.promptsHash,
    ...variablesJson(result),
  };
}

/** The values of variables may be confidential, so only their fingerprints are told. */
function variablesJson({ plan: { variables } }: SurveyResult): Record<string, unknown> {
  const names = Object.keys(variables);
  if (names.length === 0) return {};
  return {
    template_vars_fingerprint: Object.fromEntries(
      names.map((name) => [name, fingerprint(variables[name]).slice(0, 16)]),
    ),
  };
}

function parametersOf({ plan }: SurveyResult): Record<string, unknown> {
  const { sampling, seed, repeats, synthesis, template, assignment } = plan;
  const all = {
    temperature: sampling.temperature,
    top_p: sampling.topP,
    max_tokens: sampling.maxTokens,
    seed,
    samples: repeats === 1 ? undefined : repeats,
    synthesis_temperature: synthesis?.temperature,
    prompt_template: template,
    assign: assignment === "blocks" ? undefined : assignment,
    variants: plan.variants === 0 ? undefined : plan.variants,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== null),
  );
}
