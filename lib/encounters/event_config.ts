import { InputError, type Issue } from "../schema/input_error.ts";
import { issuesOf } from "../schema/read.ts";
import { readDocument } from "../schema/document.ts";
import { type Backend, backendIssues, backendOf } from "./config_backend.ts";
import { type Enrichment, enrichmentOf } from "./config_enrich.ts";
import { rulesOf } from "./config_execution.ts";
import { type ConfigData, configForm } from "./config_form.ts";
import { fieldsIn, outcomeOf, type PlannedFields } from "./config_outcome.ts";
import { idleKeys, type PolicyChoice, policyChoice, policyIssues } from "./config_policy.ts";
import { isComputed } from "./is_computed.ts";
import { masked } from "./masked.ts";
import { type Outcome } from "./outcome.ts";
import { type PromptingStrategy } from "./prompting.ts";
import { type Rules } from "./rules.ts";
import { type SelectionSettings } from "./selection_settings.ts";

/** Where panelists or products are from. */
export interface RecordSource {
  /** The path of the file. */
  readonly source: string;
  /** The variant of its records that is used. */
  readonly variant: string;
  /** How texts that are missing are written by a model; null where they are not. */
  readonly enrichment: Enrichment | null;
}

/** How a model is called for one purpose; what is absent is left to the provider. */
export interface CallSettings {
  /** The sampling temperature. */
  readonly temperature?: number | undefined;
  /** The most tokens of a reply. */
  readonly maxTokens?: number | undefined;
}

/** A run of events as a file describes it. */
export interface EventConfig {
  /** Who takes part. */
  readonly panelists: RecordSource;
  /** What they meet. */
  readonly products: RecordSource;
  /** Who meets what. */
  readonly policy: PolicyChoice;
  /** What is done with what panelists ask for. */
  readonly rules: Rules;
  /** How products are put to choice. */
  readonly selection: SelectionSettings;
  /** Whether panelists may take nothing, as prompts word it; the policy's word where it is undefined. */
  readonly allowEmpty: boolean | undefined;
  /** How models are called for selections. */
  readonly selecting: CallSettings;
  /** How models are called about products that are met. */
  readonly evaluating: CallSettings;
  /** What comes of a meeting; null for nothing. */
  readonly outcome: Outcome | null;
  /** Who answers; null where nobody is named. */
  readonly backend: Backend | null;
  /** The seed of everything random. */
  readonly seed: number;
  /** How many periods there are. */
  readonly periods: number;
  /** How panelists are spoken to. */
  readonly strategy: PromptingStrategy;
  /** How many of their last choices and meetings panelists are told of; 0 for none. */
  readonly remember: number;
  /** What keeps the ids of events of different studies apart. */
  readonly namespace: string;
  /** How many panelists act at a time. */
  readonly maxWorkers: number;
  /** Whether the rows are checked before the file takes its place. */
  readonly validates: boolean;
  /** How many messages of a failed check are kept. */
  readonly maxErrors: number;
  /** Whether rows hold what is known of the panelist. */
  readonly includePanelistFeatures: boolean;
  /** Whether rows hold what is known of the product. */
  readonly includeProductFeatures: boolean;
  /** The folder of the results; undefined where the file names none. */
  readonly outputDir: string | undefined;
  /** What should be known of the file, a sentence each. */
  readonly warnings: readonly string[];
  /** The file's data as it was written, with `[key]` in place of anything secret. */
  readonly snapshot: unknown;
}

/** What is known beside the file. */
export interface ConfigOptions {
  /** Whether models are named elsewhere, as with `--models`: the file needs no `backend` then. @default false */
  readonly hasModels?: boolean | undefined;
}

/**
 * Reads the data of a configuration file. Every key works or is refused; null counts as left out.
 *
 * @param file Where it is from, for the error's sentence.
 * @throws {InputError} With everything that is wrong.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseEventConfig } from "../../mod.ts";
 *
 * const config = parseEventConfig({
 *   panelists: { source: "people.jsonl" },
 *   products: { source: "beers.yaml" },
 *   policy: { name: "random" },
 *   execution: { rules: { max_evals_per_panelist_per_t: 1 } },
 * });
 * assert(config.periods === 1 && config.rules.max === 1);
 * assert.throws(() => parseEventConfig({ polcy: {} }), /did you mean "policy"/);
 * ```
 */
export function parseEventConfig(
  data: unknown,
  file = "the configuration",
  { hasModels = false }: ConfigOptions = {},
): EventConfig {
  const given = data ?? {};
  const checked = configForm.safeParse(given);
  const fields = fieldsIn(given);
  const issues = [...(checked.success ? [] : issuesOf(checked.error, given)), ...fields.issues];
  if (!checked.success || issues.length > 0) throw new InputError(file, issues);
  const config = configOf(checked.data, fields, { given, file });
  const strife = [
    ...policyIssues(config.policy),
    ...backendIssues(checked.data.backend),
    ...saveIssues(config),
    ...(hasModels ? [] : lackOfModels(config)),
  ];
  if (strife.length > 0) throw new InputError(file, strife);
  return config;
}

/** Where texts that are written cannot be saved, which must be known before they are paid for. */
function saveIssues({ panelists, products }: EventConfig): Issue[] {
  const places = { panelists: panelists.enrichment?.saveTo, products: savedTo(products) };
  return Object.entries(places).flatMap(([name, path]): Issue[] => {
    if (path === undefined || path === null || /\.(jsonl|ndjson)$/i.test(path)) return [];
    const message = `must name a JSONL file, as in { path: texts.jsonl }: "${path}" is none`;
    return [{ path: `$.${name}.enrich.save`, message }];
  });
}

function savedTo({ source, enrichment }: RecordSource): string | undefined {
  return enrichment === null ? undefined : enrichment.saveTo ?? source;
}

/** What the file wants of models without naming any. */
function lackOfModels({ backend, policy, outcome, panelists, products }: EventConfig): Issue[] {
  if (backend !== null) return [];
  const wants: [isWanted: boolean, path: string, what: string][] = [
    [
      policy.name === "self_selection",
      "$.policy.name",
      'is "self_selection", where panelists choose',
    ],
    [outcome !== null && !isComputed(outcome), "$.outcomes_model", "asks panelists"],
    [panelists.enrichment !== null, "$.panelists.enrich", "has texts written"],
    [products.enrichment !== null, "$.products.enrich", "has texts written"],
  ];
  return wants.filter(([isWanted]) => isWanted).map(([, path, what]) => ({
    path,
    message: `${what}: that needs models, and there is no "backend"`,
  }));
}

/**
 * Reads the text of a configuration file, in YAML.
 *
 * @throws {InputError} With everything that is wrong, by line and path.
 */
export function readEventConfig(
  text: string,
  file: string,
  options: ConfigOptions = {},
): Promise<EventConfig> {
  return readDocument(text, file, (data) => parseEventConfig(data, file, options));
}

function configOf(
  data: ConfigData,
  fields: PlannedFields,
  { given, file }: { readonly given: unknown; readonly file: string },
): EventConfig {
  const { panelists, products, generator } = data;
  const selection = selectionOf(data);
  return {
    panelists: sourceOf(panelists),
    products: sourceOf(products),
    policy: policyChoice(data.policy),
    rules: rulesOf(data.execution),
    selection,
    allowEmpty: data.selection?.allow_empty,
    selecting: callSettings(panelists.select_settings),
    evaluating: callSettings(panelists.eval_settings),
    ...generatorOf(generator),
    outcome: outcomeIn(data, fields, { file, includeFeatures: selection.includeFeatures }),
    backend: backendOf(data.backend),
    outputDir: data.output_dir,
    warnings: idleKeys(data.policy),
    snapshot: masked(given),
  };
}

function outcomeIn(
  { outcomes_model: model }: ConfigData,
  fields: PlannedFields,
  { file, includeFeatures }: {
    readonly file: string;
    readonly includeFeatures?: boolean | undefined;
  },
): Outcome | null {
  try {
    return outcomeOf(model, fields, includeFeatures);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = `cannot be put: ${error.message.replace(/^.*?: /, "")}`;
    throw new InputError(file, [{ path: "$.questionnaire", message }]);
  }
}

function selectionOf({ selection, generator }: ConfigData): SelectionSettings {
  return {
    includeFeatures: selection?.include_features ??
      generator?.include_product_features_in_selection_prompt,
    requireJsonOnly: selection?.require_json_only,
    maxSelectedSoft: selection?.max_selected_soft,
    includeRawText: selection?.include_raw_text,
    example: selection?.custom_few_shot_example,
  };
}

function generatorOf(given: ConfigData["generator"]) {
  return {
    seed: given?.seed ?? 0,
    periods: given?.n_periods ?? 1,
    strategy: given?.prompting_strategy ?? "persona",
    remember: given?.remember ?? 0,
    namespace: given?.event_namespace ?? "sim_panel.v0",
    maxWorkers: given?.max_workers ?? 1,
    validates: given?.validate_on_finish ?? true,
    maxErrors: given?.max_errors ?? 50,
    includePanelistFeatures: given?.include_panelist_features_in_events ?? true,
    includeProductFeatures: given?.include_product_features_in_events ?? true,
  } as const;
}

function sourceOf(
  { source, variant = "default", enrich }: ConfigData["panelists" | "products"],
): RecordSource {
  return { source, variant, enrichment: enrichmentOf(enrich) };
}

function callSettings(given: ConfigData["panelists"]["select_settings"]): CallSettings {
  return { temperature: given?.temperature, maxTokens: given?.max_tokens };
}
