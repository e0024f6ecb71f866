import { type Host } from "../host/host.ts";
import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { humansText } from "../studies/convergence_text.ts";
import { failedSynthesis } from "../studies/envelope_ending.ts";
import { checkedId } from "../studies/run_id.ts";
import { SurveyResult } from "../studies/survey_result.ts";
import { tellAssignment } from "./assignment.ts";
import { checkBestModel, withBestModel } from "./best_model.ts";
import { type Checkpoint, checkpointOf } from "./checkpoint.ts";
import { checkLog } from "./convergence_flags.ts";
import { dryRun } from "./dry_run.ts";
import { finishedRun } from "./finished_run.ts";
import { type Tell, tellWaiting } from "./batches_text.ts";
import { textOf, type Values } from "./flag.ts";
import { checkHeeded, unusedVariables } from "./heeded.ts";
import { INTERRUPTED } from "./interruption.ts";
import { OUTPUT } from "./output.ts";
import { tellCalibration } from "./panel_run_calibration.ts";
import { checkRecord, checkTogether } from "./panel_run_checks.ts";
import { PANEL_RUN_FLAGS } from "./panel_run_flags.ts";
import { surveyOf } from "./panel_run_study.ts";
import { recordedFlags, resumedFlags } from "./resumed.ts";
import { resultsFolder, save } from "./saved.ts";
import { checkSubmittable, checkSubmitting } from "./submit_checks.ts";
import { submitRun, type Submitting, submitting } from "./submit_run.ts";
import { oneLine, warn } from "./warn.ts";
import { watched } from "./watched.ts";

/**
 * Carries out `panel run`: 0 when the run is valid; 2 when it is not, or could not be summed up; 3 when
 * it was to be strict and an answer failed; 143 when the system asked it to end. One that waits for its batches
 * is 0 too, and tells how they stand.
 */
export async function panelRun(given: Values, host: Host, tell: Tell = "out"): Promise<number> {
  checkRecord(given);
  const checkpoint = await checkpointOf(given, host);
  const isResumed = checkpoint !== undefined && given.resume !== undefined;
  const said = isResumed ? await resumedFlags(given, PANEL_RUN_FLAGS, checkpoint, host) : given;
  const values = await settled(said, host);
  const made = await madeReady(values, checkpoint, host).catch(async (error: Error) => {
    const result = isResumed ? await finishedRun(given, checkpoint, host) : undefined;
    if (result === undefined) throw error;
    warn([`the run is finished, and shown as it is; it cannot go on: ${error.message}`], host);
    return result;
  });
  const id = isResumed ? undefined : checkpoint?.id ?? textOf(values, "run-id");
  if (id !== undefined) checkedId(id);
  // Nothing is spent before it is known that the result can be kept.
  const folder = values.save ? await resultsFolder(host, id) : undefined;
  if (made instanceof SurveyResult) {
    warn(made.warnings, host);
    const how = await submitting(values, host);
    return await ended(made, values, { folder, how }, host);
  }
  const { survey, ready } = made;
  if (survey.plan.models?.mode === "weighted") {
    tellAssignment(ready.panelists, survey.plan, host.terminal);
  }
  checkSubmittable(ready.panelists, values);
  tellCalibration(survey, host);
  const early = [...unusedVariables(survey, values), ...ready.warnings];
  warn(early, host);
  if (ready.humanBaseline) host.terminal.err(`${plain(humansText(ready.humanBaseline))}\n`);
  if (values["dry-run"]) return dryRun(survey, ready.estimate(), values, host);
  const how = await submitting(values, host);
  if (checkpoint) host.terminal.err(`run ${checkpoint.id} is kept in ${checkpoint.folder}\n`);
  const checked = checkLog(values, host);
  const cliArgs = await recordedFlags(values, PANEL_RUN_FLAGS, host);
  const { result, interrupt } = await watched(ready, { id, cliArgs, checked }, values, host);
  if (result.isWaiting && interrupt === null) return tellWaiting(result, values, tell, host);
  warn(result.warnings.filter((sentence) => !early.includes(sentence)), host);
  if (interrupt === "SIGTERM") return told(result, host, INTERRUPTED.SIGTERM);
  return await ended(result, values, { folder, how }, host);
}

/** The flags, found to go together, with the model that SynthBench recommends where it is asked. */
async function settled(said: Values, host: Host): Promise<Values> {
  checkTogether(said);
  checkBestModel(said);
  checkSubmitting(said, host);
  return await withBestModel(said, host);
}

/** The survey of the flags, checked and ready. */
async function madeReady(values: Values, checkpoint: Checkpoint | undefined, host: Host) {
  const asked = await surveyOf(values, host);
  checkHeeded(asked, values, host);
  const survey = checkpoint ? asked.journal(checkpoint.folder, checkpoint.options) : asked;
  return { survey, ready: await survey.ready() };
}

/** Writes, saves and submits a result; the exit code is what it comes to. */
async function ended(
  result: SurveyResult,
  values: Values,
  { folder, how }: { readonly folder: string | undefined; readonly how: Submitting },
  host: Host,
): Promise<number> {
  // Neither a full disk nor a reader who has left may take away what was paid for.
  try {
    write(result, values, host);
  } finally {
    if (folder !== undefined) await save(result, folder, host);
  }
  const code = codeOf(result, values, host);
  await submitRun(result, how, code, host);
  return code;
}

/** Writes the result; a reader who leaves before its end, as in `… | head`, is no failure of the run. */
function write(result: SurveyResult, values: Values, host: Host): void {
  try {
    OUTPUT[textOf(values, "output-format") ?? "text"]?.(result, host);
  } catch (error) {
    if (!(error instanceof Error && error.name === "BrokenPipe")) throw error;
  }
}

function codeOf(result: SurveyResult, values: Values, host: Host): number {
  const stats = result.failures;
  const failed = failedSynthesis(result);
  const code = stats.isInvalid || failed !== undefined ? 2 : 0;
  if (values.strict && stats.erroredPairs > 0 && !result.isCutOff) {
    host.terminal.err(
      `A strict run: ${stats.erroredPairs} of ${stats.totalPairs} answers failed\n`,
    );
    return told(result, host, 3);
  }
  return told(result, host, code);
}

/** Says why a result must not be used or is not whole, and how its run goes on. */
function told(result: SurveyResult, { terminal }: Host, code: number): number {
  const failed = failedSynthesis(result);
  if (result.failures.isInvalid) {
    terminal.err(`The run is invalid: ${oneLine(whyInvalid(result))}\n`);
  } else if (failed) {
    terminal.err(`The answers could not be summed up: ${oneLine(failed)}\n`);
  }
  return code;
}

function whyInvalid({ isCutOff, journal, course: { halt }, failures }: SurveyResult): string {
  if (isCutOff) return `stopped; ${goingOn(journal)}`;
  if (halt) {
    return `${dollars(halt.spent)} of ${
      dollars(halt.cap)
    } are spent, and the next call could cost more ` +
      `than is left; with a larger --max-cost, ${goingOn(journal)}`;
  }
  return failures.totalFailure === null
    ? `${failures.erroredPairs} of ${failures.totalPairs} answers are missing`
    : String(failures.totalFailure.summary);
}

/** How a run goes on whose journal this is. */
function goingOn(journal: string): string {
  const [, root, id] = /^(.*)\/([^/]+)\/[^/]+$/.exec(journal) ?? [];
  return `--resume ${id} --checkpoint-dir ${root} goes on with it, and asks nothing twice`;
}
