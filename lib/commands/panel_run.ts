import { type Host } from "../host/host.ts";
import { homeFolder } from "../host/library.ts";
import { width } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { Progress } from "../display/progress.ts";
import { type Questions } from "../instruments/instrument.ts";
import { envelope } from "../studies/envelope.ts";
import { failedSynthesis } from "../studies/envelope_ending.ts";
import { type Survey } from "../studies/survey.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { dryRun } from "./dry_run.ts";
import { textOf, type Values } from "./flag.ts";
import { OUTPUT } from "./output.ts";
import { checkTogether } from "./panel_run_checks.ts";
import { surveyOf } from "./panel_run_study.ts";

/**
 * Carries out `panel run`: 0 when the run is valid; 2 when it is not, or could not be summed up; 3 when
 * it was to be strict and an answer failed.
 */
export async function panelRun(values: Values, host: Host): Promise<number> {
  checkTogether(values);
  const survey = await surveyOf(values, host);
  if (values["dry-run"]) return await dryRun(survey, values, host);
  // Nothing is spent before it is known that the result can be kept.
  const folder = values.save ? await resultsFolder(host) : undefined;
  if (survey.plan.models?.mode === "weighted") await tellAssignment(survey, host);
  const result = await watched(survey, values, host);
  for (const warning of result.warnings) host.terminal.err(`warning: ${plain(warning)}\n`);
  const write = OUTPUT[textOf(values, "output-format") ?? "text"];
  write?.(result, host);
  if (folder !== undefined) await save(result, folder, host);
  return codeOf(result, values, host);
}

function codeOf(result: SurveyResult, values: Values, { terminal }: Host): number {
  const stats = result.failures;
  const failed = failedSynthesis(result);
  if (stats.isInvalid) terminal.err(`The run is invalid: ${plain(whyInvalid(result))}\n`);
  else if (failed) terminal.err(`The answers could not be summed up: ${plain(failed)}\n`);
  if (values.strict && stats.erroredPairs > 0 && !result.isCutOff) {
    terminal.err(`A strict run: ${stats.erroredPairs} of ${stats.totalPairs} answers failed\n`);
    return 3;
  }
  return stats.isInvalid || failed !== undefined ? 2 : 0;
}

function whyInvalid({ isCutOff, journal, course: { halt }, failures }: SurveyResult): string {
  if (isCutOff) return `stopped; every answer is in ${journal}`;
  if (halt) {
    return `$${halt.spent.toFixed(4)} of $${
      halt.cap.toFixed(4)
    } are spent, and the next call could ` +
      `cost more than is left; every answer is in ${journal}`;
  }
  return failures.totalFailure === null
    ? `${failures.erroredPairs} of ${failures.totalPairs} answers are missing`
    : String(failures.totalFailure.summary);
}

/** Who is asked on which model, before anything is asked. */
async function tellAssignment(survey: Survey<Questions>, { terminal }: Host): Promise<void> {
  const people = (await survey.panelists()).map(({ persona, variant, models }) => ({
    name: plain(`${persona.name ?? "Anonymous"}${variant ? ` (v${variant.index})` : ""}`),
    model: models[0]?.name ?? "",
  }));
  const widest = Math.max(...people.slice(0, 1000).map(({ name }) => width(name)));
  const counts = new Map(survey.plan.models?.entries.map(({ name }) => [name, 0]));
  for (const { model } of people) counts.set(model, (counts.get(model) ?? 0) + 1);
  const lines = people.map(({ name, model }) =>
    `  ${name}${" ".repeat(Math.max(0, widest - width(name)))} → ${model}`
  );
  const totals = [...counts].map(([model, count]) => `${model}=${count}`).join(", ");
  terminal.err(["Model assignment:", ...lines, `Totals: ${totals}`, ""].join("\n"));
}

/** Runs a survey with its progress on standard error; Ctrl-C ends it with what has finished. */
async function watched(
  survey: Survey<Questions>,
  values: Values,
  host: Host,
): Promise<SurveyResult> {
  const stop = new AbortController();
  const forget = host.onInterrupt(() => stop.abort(new Error("the user stopped the run")));
  const rows = survey.rows({ signal: stop.signal, id: textOf(values, "run-id") });
  const questions = survey.plan.instrument?.questions ?? {};
  const progress = new Progress(host.terminal, host.clock.elapsed, answersOf(survey));
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

function answersOf({ plan }: Survey<Questions>): number {
  const arms = plan.models?.mode === "ensemble" ? plan.models.entries.length : 1;
  const people = plan.personas.length * Math.max(1, plan.variants);
  return people * arms * plan.repeats * Object.keys(plan.instrument?.questions ?? {}).length;
}

async function resultsFolder(host: Host): Promise<string> {
  const home = homeFolder(host);
  if (home === undefined) {
    throw new Error("Cannot save the result: neither QUORUM_HOME nor HOME is set");
  }
  await host.files.makeFolder(`${home}/results`);
  return `${home}/results`;
}

async function save(result: SurveyResult, folder: string, host: Host): Promise<void> {
  const id = `result-${result.run.replace(/^run-/, "")}`;
  const path = `${folder}/${id}.json`;
  await host.files.writeText(path, JSON.stringify(envelope(result, host)) + "\n");
  host.terminal.err(`saved ${id} (${path})\n`);
}
