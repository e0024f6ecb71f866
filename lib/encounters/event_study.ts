import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { policyFrom } from "./config_policy.ts";
import { type ConfigOptions, type EventConfig, readEventConfig } from "./event_config.ts";
import { type EventSources, loadEventSources } from "./event_sources.ts";
import { isComputed } from "./is_computed.ts";
import { type Policy } from "./policy.ts";
import { isGeneric } from "./prompting.ts";
import { loadSchedule } from "./schedule_file.ts";

/** A file that a study was read from. */
export interface InputFile {
  /** What it holds. */
  readonly role: "config" | "panelists" | "products" | "schedule";
  /** Its path. */
  readonly path: string;
}

/** A run of events with everything that its configuration names. */
export interface EventStudy {
  /** The configuration, the paths in it as they were found. */
  readonly config: EventConfig;
  /** Who takes part, and what they meet. */
  readonly sources: EventSources;
  /** Who meets what. */
  readonly policy: Policy;
  /** The files that it was read from; a bundled or saved list is none. */
  readonly files: readonly InputFile[];
}

/**
 * Loads a run of events from its configuration file: the file, its panelists, its products and its
 * schedule. A path in the file is one from the working directory or, where nothing is there, from the
 * file's own folder; the id of a bundled or saved pack or list of products does as well.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {InputError} With everything that is wrong in a file, by line and path.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadEventConfig } from "../../mod.ts";
 *
 * const path = new URL("../../fixtures/events/tasting.yaml", import.meta.url).pathname;
 * const { config, sources, policy } = await loadEventConfig(path);
 * assert(policy.spec.name === "random" && config.periods === 2);
 * assert(sources.personas.length === 8 && sources.products.length === 4);
 * ```
 */
export async function loadEventConfig(
  path: string,
  { host = denoHost(), ...options }: ConfigOptions & { readonly host?: Host } = {},
): Promise<EventStudy> {
  const config = await located(
    await readEventConfig(await host.files.readText(path), path, options),
    {
      ...{ path, host },
    },
  );
  const sources = await loadEventSources(config, host);
  refuseSilent(config, sources);
  const { policy: choice } = config;
  const schedule = choice.name === "manual"
    ? await loadSchedule(choice.path, { host, ...choice.schedule })
    : null;
  return {
    config,
    sources,
    policy: policyFrom(choice, schedule),
    files: await filesOf(config, path, host),
  };
}

interface Place {
  readonly path: string;
  readonly host: Host;
}

/** The configuration with the paths where the files are. */
async function located(config: EventConfig, place: Place): Promise<EventConfig> {
  const { panelists, products, policy } = config;
  return {
    ...config,
    panelists: { ...panelists, source: await found(panelists.source, place) },
    products: { ...products, source: await found(products.source, place) },
    policy: policy.name === "manual"
      ? { ...policy, path: await found(policy.path, place) }
      : policy,
  };
}

async function found(path: string, { path: config, host }: Place): Promise<string> {
  const beside = config.replace(/[^/\\]*$/, "") + path;
  return !await host.files.isFile(path) && await host.files.isFile(beside) ? beside : path;
}

async function filesOf(config: EventConfig, path: string, host: Host): Promise<InputFile[]> {
  const { panelists, products, policy } = config;
  const all: InputFile[] = [
    { role: "config", path },
    { role: "panelists", path: panelists.source },
    { role: "products", path: products.source },
    ...(policy.name === "manual" ? [{ role: "schedule", path: policy.path } as const] : []),
  ];
  const areFiles = await Promise.all(all.map(({ path }) => host.files.isFile(path)));
  return all.filter((_, place) => areFiles[place]);
}

/** Refuses people whom nothing is known of to speak as, where models are to speak as them. */
function refuseSilent(
  { panelists, policy, outcome, strategy }: EventConfig,
  sources: EventSources,
): void {
  const isAsked = policy.name === "self_selection" || (outcome !== null && !isComputed(outcome));
  const { personaRecords, personas } = sources;
  if (!isAsked || isGeneric(strategy) || panelists.enrichment !== null || personaRecords === null) {
    return;
  }
  const issues = personas.filter(({ persona_text }) => persona_text === undefined)
    .map(({ persona_id }): Issue => ({
      path: "$",
      message: `has no persona_text for "${persona_id}", whom a model is to speak as`,
    }));
  if (issues.length > 0) throw new InputError(panelists.source, issues.slice(0, 100));
}
