import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { withFace } from "../display/face.ts";
import { listFace } from "../display/list_face.ts";
import { dollars } from "../display/money.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { InputError } from "../schema/input_error.ts";
import { checkpointsFolder, folderOf, runIds } from "./run_root.ts";
import { loadState, type RunState, STATE_FILE, WAITING } from "./run_state.ts";

/** A run as its folder tells of it. */
export interface ListedRun {
  /** Its id, which is the name of its folder. */
  readonly id: string;
  /** Its folder. */
  readonly folder: string;
  /**
   * `in progress`: somebody writes there; `waiting`: for its batches; `interrupted`: nobody writes there any more,
   * and it did not end; `finished`; `aborted`: it ended before its time; `malformed`: its `state.json` is absent,
   * or not what a run writes; `unreadable`: it may be good, but of a newer version, or nobody may read it.
   */
  readonly status:
    | "waiting"
    | "in progress"
    | "interrupted"
    | "finished"
    | "aborted"
    | "malformed"
    | "unreadable";
  /** Why it was aborted, or cannot be read; null elsewhere. */
  readonly reason: string | null;
  /** What its `state.json` says; null where that cannot be read. */
  readonly state: RunState | null;
}

/**
 * The runs in a folder, those first that were written last; what is no run is left out. Nothing is opened
 * but their `state.json`, and nothing is changed.
 *
 * @param root The folder that holds a folder for each run; an absent one has none. @default {~/.quorum/checkpoints}
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, listRuns, panel, yesNo } from "../../mod.ts";
 *
 * const root = await Deno.makeTempDir();
 * await panel().personas([{ name: "Maya" }]).models("simulated").journal(`${root}/first`)
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") })).run();
 * const [run] = await listRuns(root);
 * assert(run?.id === "first" && run.status === "finished");
 * ```
 */
export async function listRuns(
  root?: string,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<ListedRun[]> {
  const within = root ?? checkpointsFolder(host);
  const ids = await runIds(within, host);
  const runs = await Promise.all(ids.map((id) => lookAt(id, within, host)));
  return withFace(runs.sort((one, other) => updatedAt(other) - updatedAt(one)), FACE);
}

const FACE = listFace<ListedRun[], ListedRun>({
  title: (runs) => counted(runs.length, "run"),
  rows: (runs) => runs,
  head: ["run", "status", "updated", "panelists", "cost", ""],
  cells: ({ id, status, state, reason }) => [
    ...[cut(id, 40), status, state?.updated_at ?? ""],
    ...(state === null
      ? ["", ""]
      : [`${state.counts.completed}/${state.counts.total}`, dollars(state.usage.cost)]),
    cut(reason ?? "", 60),
  ],
  right: [3, 4],
});

/** One run as its folder tells of it. */
export async function lookAt(id: string, root: string, host: Host): Promise<ListedRun> {
  const folder = folderOf(root, id);
  try {
    // The lock first: who gives it back has written the state before.
    const isHeld = await host.files.isLocked(`${folder}/.lock`);
    const state = isHeld
      ? await loadState(folder, host).catch(() => null)
      : await loadState(folder, host);
    return { id, folder, state, ...statusOf(state, isHeld) };
  } catch (error) {
    const isThere = await host.files.isFile(`${folder}/${STATE_FILE}`).catch(() => true);
    const status = isThere && !(error instanceof InputError) ? "unreadable" : "malformed";
    const reason = error instanceof Error ? error.message : String(error);
    return { id, folder, state: null, status, reason };
  }
}

/** When a run was last written, in milliseconds since 1970; before everything where that is not known. */
export function updatedAt({ state }: Pick<ListedRun, "state">): number {
  const time = Date.parse(state?.updated_at ?? "");
  return Number.isNaN(time) ? 0 : time;
}

function statusOf(state: RunState | null, isHeld: boolean): Pick<ListedRun, "status" | "reason"> {
  if (state === null || isHeld) return { status: "in progress", reason: null };
  const { status, abort_reason: reason } = state;
  if (reason === WAITING) return { status: "waiting", reason: null };
  return { status: status === "running" ? "interrupted" : status, reason };
}
