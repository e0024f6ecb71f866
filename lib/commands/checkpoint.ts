import { homeFolder } from "../host/library.ts";
import { type Host } from "../host/host.ts";
import { checkedId, newRunId } from "../studies/run_id.ts";
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

/** What a run's folder is told by; where it has none of these it is empty, or not a run's. */
const SIGNS = ["state.json", "run.sqlite"];

/**
 * Where the run of a command line is kept; undefined where it is not.
 *
 * @throws {Error} When there is no run to resume, or one that would be replaced.
 */
export async function checkpointOf(values: Values, host: Host): Promise<Checkpoint | undefined> {
  const [given, resumed] = [textOf(values, "checkpoint-dir"), textOf(values, "resume")];
  if (given === undefined && resumed === undefined) return undefined;
  const root = given ?? checkpointsFolder(host);
  const id = checkedId(resumed ?? textOf(values, "run-id") ?? newRunId(host));
  const folder = `${root.replace(/(?<=.)\/+$/, "")}/${id}`;
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

/**
 * The folder of runs where none is named.
 *
 * @throws {Error} Without a home.
 */
export function checkpointsFolder(host: Host): string {
  const home = homeFolder(host);
  if (home !== undefined) return `${home}/checkpoints`;
  throw new Error("Cannot tell where runs are kept: neither QUORUM_HOME nor HOME is set");
}

/** Whether a folder is that of a run. */
export async function isRun(folder: string, { files }: Host): Promise<boolean> {
  for (const name of SIGNS) if (await files.isFile(`${folder}/${name}`)) return true;
  return false;
}

/** The refusal of an id that no run has. */
export async function noRun(id: string, root: string, host: Host): Promise<Error> {
  const names = await host.files.list(root);
  const runs: string[] = [];
  for (const name of names) if (await isRun(`${root}/${name}`, host)) runs.push(name);
  const known = runs.length === 0 ? "" : ` (known are ${runs.slice(-8).join(", ")})`;
  return new Error(`Cannot find the run "${id}" in "${root}": there is none of that id${known}`);
}
