import { dollars } from "../display/money.ts";
import { Halt } from "../engine/halt.ts";
import { type EventStudy, loadEventConfig } from "../encounters/event_study.ts";
import { type ResponseMode } from "../engine/response_mode.ts";
import { type Host, type Interrupt } from "../host/host.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type EnrichedStudy, enrichedStudy } from "../studies/enriched_study.ts";
import { eventTimeline } from "../studies/event_timeline.ts";
import { type Plan } from "../studies/plan.ts";
import { Pulse } from "../studies/pulse.ts";
import { type ReadyTimeline } from "../studies/ready_timeline.ts";
import { checkedStore, type ResponseStore } from "../studies/response_store.ts";
import { locked } from "../studies/run_folder.ts";
import { shellWord } from "../studies/shell_words.ts";
import { type Timeline } from "../studies/timeline.ts";
import { type TimelineResult } from "../studies/timeline_result.ts";
import {
  checkGenerate,
  goingOn,
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
import { oneLine, warn } from "./warn.ts";

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
  warn(result.notice === null ? [] : [`what stands there is of ${result.notice}`], host);
  if (isWhole(result)) {
    // Who begins here meanwhile would take what is half-written for a leftover.
    const release = await locked(folder, host);
    try {
      await saveEventOutputs(result, enriched, { folder, values }, host);
    } finally {
      release();
    }
  }
  if (interrupt === "SIGTERM") return told(result, folder, host, INTERRUPTED.SIGTERM);
  return told(result, folder, host, result.isInvalid ? 2 : 0);
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

/** Says that a run was ended while texts were written, and how it goes on. */
function toldHalt({ message }: Halt, { terminal }: Host): number {
  const why = `it ended while texts were written (${oneLine(message)})`;
  // There is no run yet that could know its flags.
  const how = "with the same flags --resume goes on with it, and asks nothing twice";
  terminal.err(`The run is invalid: ${why}; ${how}\n`);
  return message === "signal:SIGTERM" ? INTERRUPTED.SIGTERM : 2;
}

/** Says why a result must not be used or is not whole, and how its run goes on. */
function told(result: TimelineResult, folder: string, { terminal }: Host, code: number): number {
  if (result.isInvalid) {
    terminal.err(`The run is invalid: ${oneLine(whyInvalid(result, folder))}\n`);
  } else if (lostIn(result) > 0) {
    const again = `--output-dir ${shellWord(folder)} --resume tries them again`;
    terminal.err(`warning: ${oneLine(`${lostWords(result)}; ${again}`)}\n`);
  }
  return code;
}

function whyInvalid(result: TimelineResult, folder: string): string {
  const { isCutOff, halt } = result;
  if (isCutOff) return `stopped; ${goingOn(folder)}`;
  if (halt !== null) {
    return `${
      dollars(halt.spent)
    } of $${halt.cap} are spent, and the next call could cost more than is ` +
      `left; with a larger --max-cost, ${goingOn(folder)}`;
  }
  return lostWords(result);
}

/** How many rows came to nothing. */
function lostIn({ counts: { withoutOutcomes, withoutSelection } }: TimelineResult): number {
  return withoutOutcomes + withoutSelection;
}

function lostWords(result: TimelineResult): string {
  const first = firstError(result.rows);
  return `${lostIn(result)} of ${result.counts.rows} rows came to nothing${
    first === undefined ? "" : `, the first because: ${first}`
  }`;
}

/** What went wrong with the first event with which anything did. */
function firstError(events: Iterable<EventRow>): string | undefined {
  for (const { traces } of events) {
    for (const errors of [traces?.selection_errors, traces?.outcome_errors]) {
      if (Array.isArray(errors) && errors.length > 0) return String(errors[0]);
    }
  }
  return undefined;
}
