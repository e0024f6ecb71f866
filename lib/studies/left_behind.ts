import { type Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { InputError } from "../schema/input_error.ts";
import { loadState, type RunState, STATE_FILE, WAITING } from "./run_state.ts";

/**
 * The state that an earlier run has left in a folder; undefined where there is none, and the error where it is
 * damaged.
 *
 * @throws {Error} When it is of a newer version, or nobody may read it.
 */
export async function stateIn(
  folder: string,
  host: Host,
): Promise<RunState | InputError | undefined> {
  if (!await host.files.isFile(`${folder}/${STATE_FILE}`)) return undefined;
  return await loadState(folder, host).catch((error) => {
    if (error instanceof InputError) return error;
    throw error;
  });
}

/**
 * What must be said of a run that is gone on with: that it did not end by itself, and what was lost of it;
 * null where nothing must, or nothing is known.
 *
 * @throws {Error} When the journal is not the run's any more: everything would be paid for again.
 */
export function leftBehind(
  found: RunState | InputError | undefined,
  journal: Journal,
): string | null {
  const isBegun = journal.note("fingerprint") !== undefined;
  // What a damaged state has said does not matter to a journal that is whole.
  if (found instanceof InputError && !isBegun) throw found;
  const [state, damage] = found instanceof InputError ? [undefined, found.message] : [found, null];
  const [completed, calls] = [state?.counts.completed ?? 0, state?.usage.calls ?? 0];
  if (completed + calls > 0 && !isBegun) {
    throw new Error(
      `Cannot continue the journal "${journal.path}": it is empty, and ${STATE_FILE} says that ` +
        `${completed} conversations were finished, and ${calls} calls made`,
    );
  }
  if (state?.abort_reason === WAITING && !journal.batches.isUsed) {
    throw new Error(
      `Cannot continue the journal "${journal.path}": it knows of no batches, and ${STATE_FILE} says that the run ` +
        "waits for them",
    );
  }
  const { torn } = journal;
  const said = [
    ...(damage === null ? [] : [`${damage}; it is written anew, by the journal`]),
    ...(state?.status === "running"
      ? [`the run "${state.run_id}" was cut off: its program was killed, or the machine stopped`]
      : []),
    ...(torn === 0 ? [] : [
      `${torn} half-written pages at the end of its journal are left out: what they held had not ` +
      "counted yet, and is asked for again",
    ]),
  ];
  return said.length === 0 ? null : said.join("; ");
}
