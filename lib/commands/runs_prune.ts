import { plain } from "../display/escape.ts";
import { Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { isWaiting } from "../studies/batch_reports.ts";
import { type ListedRun, listRuns, lookAt, updatedAt } from "../studies/list_runs.ts";
import { isRunFile } from "../studies/run_files.ts";
import { rootOf } from "./checkpoint.ts";
import { numberOf, type Values } from "./flag.ts";
import { isGood, prunable } from "./prunable.ts";
import { standing } from "./runs_list.ts";

/**
 * Carries out `runs prune`.
 *
 * @throws {Error} When it is not said which runs may go.
 */
export async function runsPrune(values: Values, host: Host): Promise<number> {
  const [keep, olderThan] = [numberOf(values, "keep"), numberOf(values, "older-than")];
  if (keep === undefined && olderThan === undefined) {
    throw new Error("Cannot prune runs without --keep or --older-than: say which may go");
  }
  const root = rootOf(values, host);
  const runs = await checked(await listRuns(root, { host }), keep ?? 1, host);
  const isTrial = values["dry-run"] !== undefined;
  const sum = { removed: 0, bytes: 0 };
  for (const run of prunable(runs, { keep, olderThan, now: host.clock.now() })) {
    const bytes = await removed(run, root, { isTrial, host });
    if (bytes === null) continue;
    sum.removed += 1;
    sum.bytes += bytes;
  }
  const runsIn = (count: number) => `${count} ${count === 1 ? "run" : "runs"}`;
  host.terminal.out(
    `${runsIn(sum.removed)} ${isTrial ? "would be removed" : "removed"}, ${sum.bytes} bytes ` +
      `${isTrial ? "to free" : "freed"}; ${runsIn(runs.length - sum.removed)} left in ${
        plain(root)
      }\n`,
  );
  return 0;
}

/**
 * The runs, newest first, of which so many good ones can be opened. One that says it is good, and has a journal that
 * cannot be read, must not be what others are removed for.
 */
async function checked(
  runs: readonly ListedRun[],
  wanted: number,
  host: Host,
): Promise<readonly ListedRun[]> {
  const found: ListedRun[] = [];
  let good = 0;
  for (const run of runs) {
    const isAsked = good < wanted && isGood(run);
    const reason = isAsked ? await damageOf(run, host) : null;
    if (isAsked && reason === null) good += 1;
    found.push(reason === null ? run : { ...run, status: "unreadable", reason });
    if (reason !== null) host.terminal.err(`warning: ${plain(`${run.id}: ${reason}`)}\n`);
  }
  return found;
}

async function damageOf(run: ListedRun, host: Host): Promise<string | null> {
  try {
    (await journalOf(run, host)).close();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether replies are still under way, to a run that was stopped or killed. */
async function isUnderWay(run: ListedRun, host: Host): Promise<boolean> {
  if (run.status === "finished") return false;
  const journal = await journalOf(run, host).catch(() => null);
  try {
    return journal !== null && isWaiting(journal);
  } finally {
    journal?.close();
  }
}

function journalOf({ folder }: ListedRun, host: Host): Promise<Journal> {
  return Journal.open(host, `${folder}/run.sqlite`, { readOnly: true });
}

/** Removes a run and tells of it; null where it has to stay, how many bytes are free now where not. */
async function removed(
  run: ListedRun,
  root: string,
  { isTrial, host }: { readonly isTrial: boolean; readonly host: Host },
): Promise<number | null> {
  const { files, terminal } = host;
  const { folder } = run;
  const tell = (verb: string, why: string) =>
    terminal.out(`${plain(`${verb} ${run.id}: ${why}`)}\n`);
  const stranger = (await files.list(folder)).find((name) => !isRunFile(name));
  if (stranger !== undefined) {
    tell("left", `it holds ${stranger}, which is no run's`);
    return null;
  }
  if (await isUnderWay(run, host)) {
    tell("left", "replies to it are under way in batches");
    return null;
  }
  const release = isTrial ? () => {} : await files.lock(`${folder}/.lock`);
  try {
    // Somebody may have gone on with it since it was listed.
    if (release === undefined || updatedAt(await lookAt(run.id, root, host)) !== updatedAt(run)) {
      tell("left", "somebody writes there");
      return null;
    }
    const bytes = await files.size(folder);
    if (!isTrial) await files.remove(folder);
    tell(isTrial ? "would remove" : "removed", `${standing(run)}, ${bytes} bytes`);
    return bytes;
  } finally {
    release?.();
  }
}
