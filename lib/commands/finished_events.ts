import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import { openedRun } from "../studies/opened_run.ts";
import { EVENT_OUTPUTS } from "../studies/run_files.ts";
import { isRun } from "../studies/run_root.ts";
import { loadState } from "../studies/run_state.ts";
import { TimelineResult } from "../studies/timeline_result.ts";
import { textOf, type Values } from "./flag.ts";
import { warn } from "./warn.ts";

/** Flags that ask for a run as it is. */
const AS_IT_IS = [
  ...["resume", "output-dir", "checkpoint-dir", "run-id", "keep-failures", "progress", "debug"],
];

/**
 * Tells where what came of a run stands that is asked for as it is, finished and with nothing left to ask, though
 * its files or keys are gone; the exit code, or undefined of any other run.
 *
 * @param error Why it cannot go on.
 */
export async function finishedEvents(
  error: Error,
  { given, values }: { readonly given: Values; readonly values: Values },
  host: Host,
): Promise<number | undefined> {
  const folder = textOf(values, "output-dir");
  const isAskedFor = Object.keys(given).every((name) => AS_IT_IS.includes(name));
  if (folder === undefined || !isAskedFor || !await isRun(folder, host)) return undefined;
  if ((await loadState(folder, host)).status !== "finished") return undefined;
  const result = await openedRun(folder, host, true);
  if (!(result instanceof TimelineResult)) return undefined;
  const { withoutOutcomes, withoutSelection } = result.counts;
  const isOpen = withoutOutcomes + withoutSelection > 0 && given["keep-failures"] === undefined;
  if (isOpen) return undefined;
  warn([`the run is finished, and shown as it is; it cannot go on: ${error.message}`], host);
  for (const name of EVENT_OUTPUTS) {
    const path = `${folder}/${name}`;
    if (await host.files.isFile(path)) host.terminal.out(plain(`Kept: ${path}\n`));
  }
  return result.isInvalid ? 2 : 0;
}
