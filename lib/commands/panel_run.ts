import { type Host } from "../host/host.ts";
import { dollars } from "../display/money.ts";
import { plain } from "../display/escape.ts";
import { Progress } from "../display/progress.ts";
import { type Questions } from "../instruments/instrument.ts";
import { failedSynthesis } from "../studies/envelope_ending.ts";
import { longestPath } from "../studies/longest_path.ts";
import { checkedId } from "../studies/run_folder.ts";
import { type Plan } from "../studies/plan.ts";
import { type ReadySurvey } from "../studies/ready_survey.ts";
import { type Survey } from "../studies/survey.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { tellAssignment } from "./assignment.ts";
import { dryRun } from "./dry_run.ts";
import { textOf, type Values } from "./flag.ts";
import { checkHeeded, unusedVariables } from "./heeded.ts";
import { OUTPUT } from "./output.ts";
import { checkTogether } from "./panel_run_checks.ts";
import { surveyOf } from "./panel_run_study.ts";
import { resultsFolder, save } from "./saved.ts";

/**
 * Carries out `panel run`: 0 when the run is valid; 2 when it is not, or could not be summed up; 3 when
 * it was to be strict and an answer failed.
 */
export async function panelRun(values: Values, host: Host): Promise<number> {
  checkTogether(values);
  const survey = await surveyOf(values, host);
  checkHeeded(survey, values, host);
  const run = textOf(values, "run-id");
  if (run !== undefined) checkedId(run);
  // Nothing is spent before it is known that the result can be kept.
  const folder = values.save ? await resultsFolder(host, run) : undefined;
  const ready = await survey.ready();
  if (survey.plan.models?.mode === "weighted") {
    tellAssignment(ready.panelists, survey.plan, host.terminal);
  }
  const early = [...unusedVariables(survey, values), ...ready.warnings];
  warn(early, host);
  if (values["dry-run"]) return dryRun(survey, ready.estimate(), values, host);
  const result = await watched(ready, survey, values, host);
  warn(result.warnings.filter((sentence) => !early.includes(sentence)), host);
  // Neither a full disk nor a reader who has left may take away what was paid for.
  try {
    write(result, values, host);
  } finally {
    if (folder !== undefined) await save(result, folder, host);
  }
  return codeOf(result, values, host);
}

function warn(sentences: readonly string[], { terminal }: Host): void {
  for (const sentence of sentences) terminal.err(`warning: ${oneLine(sentence)}\n`);
}

/** Writes the result; a reader who leaves before its end, as in `… | head`, is no failure of the run. */
function write(result: SurveyResult, values: Values, host: Host): void {
  try {
    OUTPUT[textOf(values, "output-format") ?? "text"]?.(result, host);
  } catch (error) {
    if (!(error instanceof Error && error.name === "BrokenPipe")) throw error;
  }
}

function codeOf(result: SurveyResult, values: Values, { terminal }: Host): number {
  const stats = result.failures;
  const failed = failedSynthesis(result);
  if (stats.isInvalid) terminal.err(`The run is invalid: ${oneLine(whyInvalid(result))}\n`);
  else if (failed) terminal.err(`The answers could not be summed up: ${oneLine(failed)}\n`);
  if (values.strict && stats.erroredPairs > 0 && !result.isCutOff) {
    terminal.err(`A strict run: ${stats.erroredPairs} of ${stats.totalPairs} answers failed\n`);
    return 3;
  }
  return stats.isInvalid || failed !== undefined ? 2 : 0;
}

function whyInvalid({ isCutOff, journal, course: { halt }, failures }: SurveyResult): string {
  if (isCutOff) return `stopped; every answer is in ${journal}`;
  if (halt) {
    return `${
      dollars(halt.spent)
    } of $${halt.cap} are spent, and the next call could cost more than ` +
      `is left; every answer is in ${journal}`;
  }
  return failures.totalFailure === null
    ? `${failures.erroredPairs} of ${failures.totalPairs} answers are missing`
    : String(failures.totalFailure.summary);
}

/** Runs a survey with its progress on standard error; Ctrl-C ends it with what has finished. */
async function watched(
  ready: ReadySurvey<Questions>,
  { plan }: Survey<Questions>,
  values: Values,
  host: Host,
): Promise<SurveyResult> {
  const stop = new AbortController();
  const forget = host.onInterrupt(() => stop.abort(new Error("the user stopped the run")));
  const rows = ready.rows({ signal: stop.signal, id: textOf(values, "run-id") });
  const questions = plan.instrument?.questions ?? {};
  const progress = new Progress(host.terminal, host.clock.elapsed, answersOf(plan));
  try {
    for (;;) {
      const next = await rows.next();
      if (next.done) return next.value;
      if (Object.hasOwn(questions, next.value.question)) progress.count(next.value);
    }
  } finally {
    progress.end();
    forget();
  }
}

/** How many answers there can be: all of them where no round leads past another. */
function answersOf(plan: Plan): number {
  const arms = plan.models?.mode === "ensemble" ? plan.models.entries.length : 1;
  const people = plan.personas.length * Math.max(1, plan.variants);
  const rounds = plan.instrument ? longestPath(plan.instrument) : [];
  const asked = rounds.reduce((sum, { questions }) => sum + questions.length, 0);
  return people * arms * plan.repeats * asked;
}

/** Words of a file's or a provider's as one line: none can look like a line of ours. */
function oneLine(words: string): string {
  return plain(words).replace(/\s+/g, " ");
}
