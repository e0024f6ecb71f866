import { Journal } from "../engine/journal.ts";
import { whyNoJournal } from "../engine/journal_tables.ts";
import { type Host } from "../host/host.ts";
import { AnotherPlan } from "./another_plan.ts";
import { EVENTS_FILE } from "./event_file.ts";
import { keepPlan } from "./kept_plan.ts";
import { leftBehind, stateIn } from "./left_behind.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type Drift, driftFrom, driftsOf, namedChanges, sealWith } from "./run_drift.ts";
import { isWaiting } from "./batch_reports.ts";
import { isHalfWritten, RUN_FILES } from "./run_files.ts";
import { checkedId, newRunId } from "./run_id.ts";
import { isRun } from "./run_root.ts";
import { loadState, STATE_FILE } from "./run_state.ts";

const JOURNAL_FILE = "run.sqlite";

/** A run under way. */
export interface OpenRun {
  /** The run's id. */
  readonly run: string;
  /** The run's folder. */
  readonly folder: string;
  readonly journal: Journal;
  /** Where the plan was changed while the run was under way. */
  readonly drift: readonly Drift[];
  /** Lets others write there again. */
  readonly release: () => void;
  /** Whether nobody asked for the folder. */
  readonly isTemporary: boolean;
  /** Lets a temporary folder go when the program ends. */
  readonly leave: () => void;
  /** What must be said of how an earlier run was left; null where nothing must. */
  readonly notice: string | null;
}

/**
 * Opens the journal of a run: in the folder asked for, where the same plan goes on, or in a temporary
 * one. As long as it is open no other program or run can write there.
 *
 * @throws {TypeError} When somebody else writes there, or the folder holds a `state.json` that is no run's,
 * a journal that is to be thrown away and is no run's, or a run of another id or, unless that is allowed,
 * of another plan; the sentence names what differs, before and now.
 */
export async function openRun(
  prepared: PreparedStudy,
  { id, fresh = false }: { readonly id?: string | undefined; readonly fresh?: boolean } = {},
): Promise<OpenRun> {
  const { conduct, world: { host } } = prepared.parts;
  const wanted = id === undefined ? newRunId(host) : checkedId(id);
  const temporary = conduct.journal === undefined ? await host.files.temporaryFolder() : null;
  const folder = conduct.journal ?? `${temporary}/${wanted}`;
  const release = await locked(folder, host);
  try {
    await refuseForeign(folder, host);
    await tidied(folder, host);
    const isReplaced = conduct.fresh || fresh || prepared.parts.plan.exposure !== undefined;
    if (isReplaced && !conduct.overwrite) await refuseForeignEvents(folder, host);
    if (conduct.fresh || fresh) {
      await refuseForeignJournal(folder, host);
      for (const name of RUN_FILES) await host.files.remove(`${folder}/${name}`);
    }
    const state = await stateIn(folder, host);
    const journal = await Journal.open(host, `${folder}/${JOURNAL_FILE}`);
    try {
      const notice = leftBehind(state, journal);
      // The end of a journal may be lost, and with it what the run is called.
      const named = state instanceof Error ? undefined : state?.run_id;
      const run = journal.note("run") ?? id ?? named ?? wanted;
      identify({ run, folder, journal }, prepared, id);
      const leave = () => host.files.removeAtExit(temporary ?? folder);
      const isTemporary = temporary !== null;
      const drift = driftsOf(journal);
      return { run, folder, journal, drift, release, isTemporary, leave, notice };
    } catch (error) {
      journal.close();
      throw error;
    }
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Makes a run's folder where there is none, and takes its lock.
 *
 * @throws {TypeError} When another run holds it.
 */
export async function locked(folder: string, { files }: Host): Promise<() => void> {
  await files.makeFolder(folder);
  const release = await files.lock(`${folder}/.lock`);
  if (release !== undefined) return release;
  throw new TypeError(`Cannot write the run in "${folder}": another run is writing there`);
}

/** Removes what an earlier program has left half-written, of the run's own files alone. */
async function tidied(folder: string, { files }: Host): Promise<void> {
  for (const name of await files.list(folder)) {
    if (isHalfWritten(name)) await files.remove(`${folder}/${name}`);
  }
}

/** Refuses a folder whose `state.json` is not a run's: it would be replaced. */
async function refuseForeign(folder: string, host: Host): Promise<void> {
  const isOurs = await host.files.isFile(`${folder}/${JOURNAL_FILE}`);
  if (isOurs || !await host.files.isFile(`${folder}/${STATE_FILE}`)) return;
  await loadState(folder, host).catch((error: Error) => {
    throw new TypeError(`Cannot keep a run in "${folder}": ${error.message}`);
  });
}

/** Refuses to replace events that somebody else has made, as those of an import. */
async function refuseForeignEvents(folder: string, host: Host): Promise<void> {
  if (await isRun(folder, host) || !await host.files.isFile(`${folder}/${EVENTS_FILE}`)) return;
  throw new TypeError(
    `Cannot keep a run in "${folder}": its ${EVENTS_FILE} is of no run; ` +
      "--force-overwrite or { overwrite: true } replaces it",
  );
}

/** Refuses to throw a file away that has the name of a journal, and is none of ours. */
async function refuseForeignJournal(folder: string, host: Host): Promise<void> {
  const reason = await whyNoJournal(host, `${folder}/${JOURNAL_FILE}`);
  if (reason === null) return;
  throw new TypeError(
    `Cannot begin the run in "${folder}" anew: its ${JOURNAL_FILE} is not thrown away, ${reason}`,
  );
}

/** Makes sure that the journal is of this run and its plan; a new one is from now on. */
function identify(
  { run, folder, journal }: Pick<OpenRun, "run" | "folder" | "journal">,
  prepared: PreparedStudy,
  id: string | undefined,
): void {
  if (id !== undefined && id !== run) {
    throw new TypeError(`Cannot call the run in "${folder}" "${id}": it is called "${run}"`);
  }
  const drift = driftFrom(journal, prepared);
  if (drift !== null && isWaiting(journal)) {
    throw new TypeError([
      `Cannot continue the run in "${folder}" with another plan: replies to the one before are under way in batches`,
      ...namedChanges(drift),
    ].join("\n  "));
  }
  if (drift !== null && prepared.parts.conduct.drift !== "allow") {
    throw new AnotherPlan(folder, namedChanges(drift));
  }
  if (drift !== null || journal.note("fingerprint") === undefined) {
    // A journal that says which plan it is of must hold the plan, also when the program is ended here.
    journal.atOnce(() => {
      journal.keepNote("run", run);
      sealWith(journal, prepared, drift);
      // Nobody reads in a temporary folder as long as the run goes on.
      if (prepared.parts.conduct.journal !== undefined) keepPlan(journal, prepared);
    });
  }
}
