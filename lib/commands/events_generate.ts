import { Halt } from "../engine/halt.ts";
import { type EventStudy, loadEventConfig } from "../encounters/event_study.ts";
import { type ResponseMode } from "../engine/response_mode.ts";
import { type Host, type Interrupt } from "../host/host.ts";
import { type EnrichedStudy, enrichedStudy } from "../studies/enriched_study.ts";
import { eventTimeline } from "../studies/event_timeline.ts";
import { type Plan } from "../studies/plan.ts";
import { Pulse } from "../studies/pulse.ts";
import { type ReadyTimeline } from "../studies/ready_timeline.ts";
import { checkedStore, type ResponseStore } from "../studies/response_store.ts";
import { locked } from "../studies/run_folder.ts";
import { type Timeline } from "../studies/timeline.ts";
import { type TimelineResult } from "../studies/timeline_result.ts";
import {
  checkGenerate,
  keptAs,
  pathOf,
  refuseLeftover,
  settledFlags,
  STANDARD,
} from "./event_folder.ts";
import { checkOutputs, saveEventOutputs } from "./event_outputs.ts";
import { eventsDryRun } from "./events_dry_run.ts";
import { EVENTS_GENERATE_FLAGS } from "./events_generate_flags.ts";
import { finishedEvents } from "./finished_events.ts";
import { numberOf, textOf, type Values } from "./flag.ts";
import { INTERRUPTED, Interruption } from "./interruption.ts";
import { dispatched } from "./panel_run_study.ts";
import { progressOf } from "./progress_of.ts";
import { recordedFlags } from "./resumed.ts";
import { toldEvents, toldHalt } from "./told_events.ts";
import { warn } from "./warn.ts";

/**
 * Carries out `events generate`: 0 when the run is whole and valid; 2 when it is not, or was stopped; 143 when the
 * system asked it to end.
 */
export async function eventsGenerate(given: Values, host: Host): Promise<number> {
  checkGenerate(given);
  const values = await settledFlags(given, host);
  const made = await madeReady(values, host).catch(async (error: Error) => {
    const code = given.resume && await finishedEvents(error, { given, values }, host);
    if (code === undefined) throw error;
    return Number(code);
  });
  if (typeof made === "number") return made;
  const { loaded, folder, plan, ready } = made;
  warn(loaded.config.warnings, host);
  if (values["dry-run"]) return eventsDryRun(plan, ready, host);
  await refuseLeftover(folder, values, host);
  await checkOutputs(folder, values, host);
  const run = await watchedRun(made, values, host).catch((error) => {
    if (error instanceof Halt) return error;
    throw error;
  });
  if (run instanceof Halt) return toldHalt(run, host);
  const { result, enriched, interrupt } = run;
  warn(result.notice === null ? [] : [`what stands there: ${result.notice}`], host);
  if (isWhole(result)) {
    // Who begins here meanwhile would take what is half-written for a leftover.
    const release = await locked(folder, host);
    try {
      await saveEventOutputs(result, enriched, { folder, values }, host);
    } finally {
      release();
    }
  }
  if (interrupt === "SIGTERM") return toldEvents(result, folder, host, INTERRUPTED.SIGTERM);
  return toldEvents(result, folder, host, result.isInvalid ? 2 : 0);
}

/** A configuration that was read and found to work, and the folder of its run. */
interface Made {
  readonly loaded: EventStudy;
  readonly folder: string;
  readonly plan: Plan;
  readonly ready: ReadyTimeline;
}

/** Models, keys and everything else are looked at before anything is spent. */
async function madeReady(values: Values, host: Host): Promise<Made> {
  const hasModels = values.models !== undefined;
  const loaded = await loadEventConfig(pathOf(values), { host, hasModels });
  const folder = folderOf(loaded, values);
  const timeline = timelineOf(loaded, folder, values, host);
  return { loaded, folder, plan: timeline.plan, ready: await timeline.ready() };
}

function folderOf({ config }: EventStudy, values: Values): string {
  return textOf(values, "output-dir") ?? config.outputDir ?? STANDARD;
}

/** The timeline of a configuration, with what the flags say. */
function timelineOf(study: EventStudy, folder: string, values: Values, host: Host): Timeline {
  const store = storeOf(values);
  const overrides = {
    models: textOf(values, "models"),
    seed: numberOf(values, "seed"),
    isAsked: store?.mode !== "replay",
  };
  const limited = eventTimeline(study, overrides, host).limit(limitsOf(study, values));
  const timeline = dispatched(limited, values).journal(folder, keptAs(values));
  return store === undefined ? timeline : timeline.responses(store.path, store.mode);
}

/** The store of replies that the flags name; undefined where it is to be left alone. */
function storeOf(values: Values): ResponseStore | undefined {
  const path = textOf(values, "responses");
  // The table of flags allows no other word.
  return path === undefined ? undefined : checkedStore(path, values.mode as ResponseMode | "live");
}

function limitsOf({ config: { maxWorkers } }: EventStudy, values: Values) {
  return {
    concurrency: numberOf(values, "max-concurrent") ?? maxWorkers,
    rate: numberOf(values, "rate-limit-rps"),
    budget: numberOf(values, "max-cost"),
    failureThreshold: numberOf(values, "failure-threshold"),
  };
}

/** The result of a run, the study that it was of, and what asked it to end before its time. */
interface WatchedRun {
  readonly result: TimelineResult;
  readonly enriched: EnrichedStudy;
  readonly interrupt: Interrupt | null;
}

async function watchedRun(
  { loaded, folder, ready: first }: Made,
  values: Values,
  host: Host,
): Promise<WatchedRun> {
  const pulse = new Pulse();
  const progress = progressOf(pulse, values, host);
  using stop = new Interruption(host, progress);
  const enriched = await withTexts(loaded, first, { folder, values, stop }, host);
  const ready = enriched.study === loaded
    ? first
    : await timelineOf(enriched.study, folder, values, host).ready();
  warn(ready.warnings, host);
  const batches = ready.batches({
    ...{ pulse, signal: stop.signal, id: textOf(values, "run-id") },
    cliArgs: await recordedFlags(values, EVENTS_GENERATE_FLAGS, host),
    validate: loaded.config.validates && values["no-validate"] === undefined,
    maxErrors: loaded.config.maxErrors,
  });
  for (;;) {
    const next = await batches.next();
    if (next.done) return { result: next.value, enriched, interrupt: stop.interrupt };
    progress.tick();
  }
}

/** The study with the texts that it lacks and has written by its first model. */
async function withTexts(
  loaded: EventStudy,
  ready: ReadyTimeline,
  { folder, values, stop }: {
    readonly folder: string;
    readonly values: Values;
    readonly stop: Interruption;
  },
  host: Host,
): Promise<EnrichedStudy> {
  const { panelists, products } = loaded.config;
  const nothing = { study: loaded, written: { personas: 0, products: 0 }, usage: [] };
  if (panelists.enrichment === null && products.enrichment === null) return nothing;
  const model = ready.writer;
  const { signal } = stop;
  const limits = limitsOf(loaded, values);
  const responses = storeOf(values);
  return await enrichedStudy(loaded, { model, folder, limits, signal, responses }, host);
}

function isWhole({ isCutOff, halt }: TimelineResult): boolean {
  return !isCutOff && halt === null;
}
