import { type Host } from "../host/host.ts";
import { loadRun } from "../studies/load_run.ts";
import { loadState } from "../studies/run_state.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { isWorthAnother } from "../studies/worth_another.ts";
import { type Checkpoint } from "./checkpoint.ts";
import { type Values } from "./flag.ts";

/** Flags that ask for a run as it is. */
const AS_IT_IS = [
  ...["resume", "checkpoint-dir", "keep-failures", "output-format", "save", "debug"],
  ...["submit-to-synthbench", "submit-dry-run", "yes"],
];

/**
 * The result of a run that is asked for as it is, finished and with nothing left to ask, so that it can be
 * had without its files and keys; undefined of any other.
 */
export async function finishedRun(
  given: Values,
  { folder }: Checkpoint,
  host: Host,
): Promise<SurveyResult | undefined> {
  if (!Object.keys(given).every((name) => AS_IT_IS.includes(name))) return undefined;
  const { status } = await loadState(folder, host);
  if (status !== "finished") return undefined;
  const result = await loadRun(folder, { host });
  if (given["keep-failures"] !== undefined) return result;
  // What arrived after the stop is not asked again.
  const isOpen = result.rows[Symbol.iterator]()
    .some((row) => !row.afterStop && isWorthAnother(row, result.questions));
  return isOpen ? undefined : result;
}
