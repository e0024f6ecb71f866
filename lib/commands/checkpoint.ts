import { type Host } from "../host/host.ts";
import { newRunId } from "../studies/run_id.ts";
import { checkpointsFolder, folderOf, isRun, noRun } from "../studies/run_root.ts";
import { type JournalOptions } from "../studies/study.ts";
import { numberOf, textOf, type Values } from "./flag.ts";

/** Where a run is kept, and how it goes on there. */
export interface Checkpoint {
  /** The folder that the run's own folder is in. */
  readonly root: string;
  /** The run's id. */
  readonly id: string;
  /** The run's own folder. */
  readonly folder: string;
  readonly options: JournalOptions;
}

/**
 * Where the run of a command line is kept; undefined where it is not.
 *
 * @throws {Error} When there is no run to resume, or one that would be replaced.
 */
export async function checkpointOf(values: Values, host: Host): Promise<Checkpoint | undefined> {
  const [given, resumed] = [textOf(values, "checkpoint-dir"), textOf(values, "resume")];
  // Who hands batches over comes back for them.
  const isBatched = values.batch !== undefined && values["dry-run"] === undefined;
  if (given === undefined && resumed === undefined && !isBatched) return undefined;
  const root = rootOf(values, host);
  const id = resumed ?? textOf(values, "run-id") ?? newRunId(host);
  const folder = folderOf(root, id);
  const isThere = await isRun(folder, host);
  if (resumed !== undefined && !isThere) throw await noRun(id, root, host);
  if (resumed === undefined && isThere && values["force-overwrite"] === undefined) {
    throw new Error(
      `Cannot begin the run "${id}" in "${root}": it is there already; --resume ${id} goes on with ` +
        "it, --force-overwrite throws it away",
    );
  }
  const options = {
    drift: values["allow-drift"] === undefined ? "refuse" : "allow",
    fresh: values["force-overwrite"] !== undefined,
    keepFailures: values["keep-failures"] !== undefined,
    every: numberOf(values, "checkpoint-every"),
  } as const;
  return { root, id, folder, options };
}

/** The folder that holds a folder for each run. */
export function rootOf(values: Values, host: Host): string {
  return textOf(values, "checkpoint-dir") ?? checkpointsFolder(host);
}
