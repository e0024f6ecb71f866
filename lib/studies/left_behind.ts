import { type Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { loadState, type RunState, STATE_FILE } from "./run_state.ts";

/**
 * The state that an earlier run has left in a folder; undefined where there is none.
 *
 * @throws {Error} When it cannot be read, or is of a newer version.
 */
export async function stateIn(folder: string, host: Host): Promise<RunState | undefined> {
  return await host.files.isFile(`${folder}/${STATE_FILE}`) ? loadState(folder, host) : undefined;
}

/**
 * What must be said of a run that is gone on with: that it did not end by itself, and what was lost of it;
 * null where nothing must, or nothing is known.
 *
 * @throws {Error} When the journal is not the run's any more: everything would be paid for again.
 */
export function leftBehind(state: RunState | undefined, journal: Journal): string | null {
  const completed = state?.counts.completed ?? 0;
  if (completed > 0 && journal.note("fingerprint") === undefined) {
    throw new Error(
      `Cannot continue the journal "${journal.path}": it is empty, and ${STATE_FILE} says that ` +
        `${completed} conversations were finished`,
    );
  }
  const { torn } = journal;
  const said = [
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
