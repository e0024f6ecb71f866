import { type Host } from "../host/host.ts";
import { homeFolder } from "../host/library.ts";
import { checkedId, isRunId } from "./run_id.ts";
import { STATE_FILE } from "./run_state.ts";

/** What a run's folder is told by; where it has none of these it is empty, or not a run's. */
const SIGNS = [STATE_FILE, "run.sqlite"];

/** How many runs a refusal names. */
const NAMED = 8;

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

/**
 * The folder of a run.
 *
 * @throws {TypeError} When the id could lead out of the root.
 */
export function folderOf(root: string, id: string): string {
  return `${root.replace(/(?<=.)\/+$/, "")}/${checkedId(id)}`;
}

/** Whether a folder is that of a run. */
export async function isRun(folder: string, { files }: Host): Promise<boolean> {
  for (const name of SIGNS) if (await files.isFile(`${folder}/${name}`)) return true;
  return false;
}

/**
 * The ids of the runs in a folder, sorted; what could not be the id of a run is none, and what nobody may
 * look into is taken for one.
 */
export async function runIds(root: string, host: Host): Promise<string[]> {
  const names = await host.files.list(root);
  const ids: string[] = [];
  for (const name of names) {
    if (!isRunId(name)) continue;
    if (await isRun(folderOf(root, name), host).catch(() => true)) ids.push(name);
  }
  return ids;
}

/**
 * The folder of a run that is there.
 *
 * @throws {Error} When there is none of that id.
 */
export async function foundRun(id: string, root: string, host: Host): Promise<string> {
  const folder = folderOf(root, id);
  if (await isRun(folder, host)) return folder;
  throw await noRun(id, root, host);
}

/** The refusal of an id that no run has. */
export async function noRun(id: string, root: string, host: Host): Promise<Error> {
  const ids = await runIds(root, host);
  const known = ids.length === 0 ? "" : ` (known are ${ids.slice(-NAMED).join(", ")})`;
  return new Error(`Cannot find the run "${id}" in "${root}": there is none of that id${known}`);
}
