import { Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { type Prepared } from "./prepare.ts";

/** A run under way. */
export interface OpenRun {
  /** The run's id. */
  readonly run: string;
  readonly journal: Journal;
  /** Lets others write there again. */
  readonly release: () => void;
  /** Says that the run is complete: a journal that nobody asked for need not outlive the program. */
  readonly done: () => void;
}

/**
 * Opens the journal of a run: in the folder asked for, where the same plan goes on, or in a temporary
 * one. As long as it is open no other program or run can write there.
 *
 * @throws {TypeError} When somebody else writes there, or the folder holds a run of another plan; the
 * sentence names what differs.
 */
export async function openRun(prepared: Prepared, id?: string): Promise<OpenRun> {
  const { conduct, world: { host } } = prepared.parts;
  const folder = conduct.journal ?? await host.files.temporaryFolder();
  await host.files.makeFolder(folder);
  const release = await host.files.lock(`${folder}/.lock`);
  if (release === undefined) {
    throw new TypeError(`Cannot write the run in "${folder}": another run is writing there`);
  }
  try {
    const journal = await Journal.open(host, `${folder}/run.sqlite`);
    const run = begun(journal, folder, prepared, id);
    const isTemporary = conduct.journal === undefined;
    return { run, journal, release, done: () => isTemporary && host.files.removeAtExit(folder) };
  } catch (error) {
    release();
    throw error;
  }
}

/** The id of the journal's run, which is begun where the journal is new. */
function begun(journal: Journal, folder: string, prepared: Prepared, id?: string): string {
  const known = journal.note("fingerprint");
  if (known !== undefined && known !== prepared.fingerprint) {
    const changed = differences(JSON.parse(journal.note("sections") ?? "{}"), prepared.sections);
    journal.close();
    throw new TypeError(
      `Cannot continue the run in "${folder}": it is of another plan (${
        changed.join(", ")
      } changed)`,
    );
  }
  const { host } = prepared.parts.world;
  const run = journal.note("run") ?? (id === undefined ? runId(host) : checkedId(id));
  if (known === undefined) {
    journal.keepNote("run", run);
    journal.keepNote("sections", JSON.stringify(prepared.sections));
    journal.keepNote("fingerprint", prepared.fingerprint);
  }
  return run;
}

function differences(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
}

/** An id of the user's own: it names files, so it must not lead anywhere else. */
export function checkedId(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id)) return id;
  throw new TypeError(
    `Cannot call a run ${
      JSON.stringify(id)
    }: it takes letters, digits and . _ - after a letter or ` +
      "digit, 128 at most",
  );
}

/** A new run's id: the time in UTC and six random digits, as in `run-20261121T093000Z-3fa9c1`. */
function runId(host: Host): string {
  const time = new Date(host.clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  return `run-${time}-${host.identifier().slice(0, 6)}`;
}
