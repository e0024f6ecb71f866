import { type ListedRun, updatedAt } from "../studies/list_runs.ts";

/** Which runs may go. */
export interface Pruning {
  /** How many of the newest good runs stay; what was written last before the oldest of them may go. */
  readonly keep: number | undefined;
  /** How long ago a run that may go was written last, in seconds. */
  readonly olderThan: number | undefined;
  /** The time, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The runs that may go, of those that are listed, newest first: where a number and an age are given, those
 * of which both say so. The newest good run, those that wait for batches, those in progress and those that cannot be read never may. A
 * malformed run is older than every other, but of no age that could be too old.
 */
export function prunable(
  runs: readonly ListedRun[],
  { keep, olderThan, now }: Pruning,
): ListedRun[] {
  const good = runs.filter(isGood);
  const kept = good.slice(0, keep);
  const before = updatedAt(kept.at(-1) ?? { state: null });
  const isSurplus = (run: ListedRun) => isGood(run) ? !kept.includes(run) : updatedAt(run) < before;
  const isOld = (run: ListedRun, seconds: number) =>
    updatedAt(run) > 0 && now - updatedAt(run) > 1000 * seconds;
  return runs.filter((run) =>
    run.status !== "waiting" && run.status !== "in progress" && run.status !== "unreadable" &&
    run !== good[0] &&
    (keep === undefined || isSurplus(run)) &&
    (olderThan === undefined || isOld(run, olderThan))
  );
}

/** Whether a run ended well, as its `state.json` tells. */
export function isGood({ status, state }: ListedRun): boolean {
  return status === "finished" && state?.run_invalid === false;
}
