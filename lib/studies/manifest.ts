import { withFace } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { CODEC_VERSION } from "../engine/request_key.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type Plan } from "./plan.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Raised when the form of the manifest changes. */
export const MANIFEST_VERSION = 1;

/**
 * What a run was, as one JSON object that says nothing confidential: who was asked what by which models, with
 * hashes in place of personas, questions and prompts; the versions that did it; and the Merkle root of the
 * keys of all requests that the result stands on, by which a response store can be held against it (see
 * {@linkcode merkleRoot}). The root is null where the journal is of a version that kept no keys.
 *
 * @param host Tells the runtime. @default {this machine}
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, manifest, panel, yesNo } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models("simulated").seed(7)
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") })).run();
 * const { keys } = manifest(result);
 * assert.deepEqual([keys.count, keys.merkle_root?.length], [1, 64]);
 * ```
 */
export function manifest(result: SurveyResult, host: Host = denoHost()): RunManifest {
  const { replies: { mode, asked, replayed }, requestKeys } = result;
  return withFace({
    manifest_version: MANIFEST_VERSION,
    run_id: result.run,
    fingerprint: result.fingerprint,
    prompts_hash: result.promptsHash,
    seed: result.plan.seed,
    plan: planJson(result),
    versions: { quorum: VERSION, runtime: host.runtime, codec: CODEC_VERSION },
    models: modelsJson(result),
    responses: { mode: mode ?? "live", asked, replayed },
    keys: { count: requestKeys.count, merkle_root: requestKeys.merkleRoot },
  }, FACE);
}

const FACE = recordFace<RunManifest>({ title: ({ run_id }) => `the manifest of ${run_id}` });

/** A manifest, as it stands in its file. */
export interface RunManifest {
  /** The version of its form. */
  readonly manifest_version: number;
  /** The run's id. */
  readonly run_id: string;
  /** The fingerprint of everything that shapes an answer. */
  readonly fingerprint: string;
  /** The fingerprint of everything that is put in words. */
  readonly prompts_hash: string;
  /** The seed; null where none was given. */
  readonly seed: number | null;
  /** What was studied, with hashes in place of what may be confidential. */
  readonly plan: Readonly<Record<string, unknown>>;
  /** The versions of Quorum, of the runtime, and of the form in which requests are hashed. */
  readonly versions: {
    readonly quorum: string;
    readonly runtime: string;
    readonly codec: number;
  };
  /** Every model by the name it was given: its id, and the ids under which it was served. */
  readonly models: Readonly<Record<string, ManifestModel>>;
  /** How a response store was used (`live`: not at all), and where the replies are from. */
  readonly responses: {
    readonly mode: string;
    readonly asked: number;
    readonly replayed: number;
  };
  /** How many requests the result stands on, and the Merkle root of their keys. */
  readonly keys: { readonly count: number; readonly merkle_root: string | null };
}

/** One model of a manifest. */
export interface ManifestModel {
  /** The resolved id; null for a model that only summed up. */
  readonly id: string | null;
  /** The ids under which it was served, sorted; empty where it answered nothing. */
  readonly served: readonly string[];
}

function modelsJson({ panelists, usage }: SurveyResult): Record<string, ManifestModel> {
  const ids = new Map(
    panelists.flatMap(({ models }) => models.map(({ name, model }) => [name, model.id] as const)),
  );
  const served = new Map(usage.map(({ model, served }) => [model, served]));
  const names = [...new Set([...ids.keys(), ...served.keys()])].sort();
  return Object.fromEntries(names.map((name) => {
    return [name, { id: ids.get(name) ?? null, served: served.get(name) ?? [] }];
  }));
}

function planJson({ plan, panelists }: SurveyResult): Record<string, unknown> {
  const { instrument, models, sampling, merge, synthesis } = plan;
  return {
    personas: {
      count: plan.personas.length,
      hash: fingerprint(panelists.map(({ id }) => id)),
      ...(merge === null ? {} : { merged_from: merge.before }),
    },
    variants: plan.variants,
    models: { ...models, assignment: plan.assignment, blend: plan.blend },
    sampling: {
      temperature: sampling.temperature ?? null,
      top_p: sampling.topP ?? null,
      max_tokens: sampling.maxTokens ?? null,
    },
    repeats: plan.repeats,
    instrument: instrument && {
      name: instrument.name,
      rounds: instrument.rounds.map(({ name, questions }) => ({ name, questions })),
      hash: fingerprint(instrument),
    },
    variables: Object.keys(plan.variables),
    template: hashOf(plan.template),
    schema: hashOf(plan.schema),
    extractions: plan.extractions.map(({ question = null, schema }) => {
      return { question, schema: typeof schema === "string" ? schema : fingerprint(schema) };
    }),
    synthesis: synthesis && synthesisJson(synthesis),
  };
}

function synthesisJson(synthesis: NonNullable<Plan["synthesis"]>): Record<string, unknown> {
  const { model, strategy = "auto", temperature, autoEscalate = false, prompt } = synthesis;
  return {
    model: model ?? null,
    strategy,
    temperature: temperature ?? null,
    auto_escalate: autoEscalate,
    prompt: hashOf(prompt),
  };
}

function hashOf(value: unknown): string | null {
  return value === null || value === undefined ? null : fingerprint(value);
}
