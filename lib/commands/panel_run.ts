import { type Host } from "../host/host.ts";
import { homeFolder } from "../host/library.ts";
import { Progress } from "../display/progress.ts";
import { loadInstrument } from "../instruments/parse.ts";
import { loadPack } from "../personas/pack.ts";
import { envelope } from "../studies/envelope.ts";
import { panel } from "../studies/panel.ts";
import { type Survey } from "../studies/survey.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { type Questions } from "../instruments/instrument.ts";
import { UsageError, type Values } from "./flag.ts";
import { OUTPUT } from "./output.ts";

/** Carries out `panel run`: 0 when the run is valid, 2 when it is not. */
export async function panelRun(values: Values, host: Host): Promise<number> {
  const survey = await surveyOf(values, host);
  // Nothing is spent before it is known that the result can be kept.
  const folder = values.save ? await resultsFolder(host) : undefined;
  const result = await watched(survey, host);
  for (const warning of result.warnings) host.terminal.err(`warning: ${warning}\n`);
  const write = OUTPUT[String(values["output-format"] ?? "text")];
  write?.(result, host);
  if (folder !== undefined) await save(result, folder, host);
  const stats = result.failures;
  if (!stats.isInvalid) return 0;
  const why = result.isCutOff
    ? `stopped; every answer is in ${result.journal}`
    : stats.totalFailure?.summary ??
      `${stats.erroredPairs} of ${stats.totalPairs} answers are missing`;
  host.terminal.err(`The run is invalid: ${why}\n`);
  return 2;
}

async function surveyOf(values: Values, host: Host): Promise<Survey<Questions>> {
  if (values.model !== undefined && values.models !== undefined) {
    throw new Error("Cannot use --model and --models together: name the models in one of them");
  }
  const missing = ["personas", "instrument"].filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `Cannot run a panel without ${missing.map((name) => `--${name}`).join(" and ")}`,
    );
  }
  const models = values.models ?? values.model;
  if (values.model !== undefined && String(values.model).includes(",")) {
    throw new UsageError(
      `Cannot use --model "${values.model}": it takes one model; --models takes several`,
    );
  }
  const limits = {
    ...(values["max-concurrent"] === undefined
      ? {}
      : { concurrency: Number(values["max-concurrent"]) }),
    ...(values["rate-limit-rps"] === undefined ? {} : { rate: Number(values["rate-limit-rps"]) }),
  };
  const named = models === undefined ? panel({ host }) : panel({ host }).models(String(models));
  const seeded = values.seed === undefined ? named : named.seed(Number(values.seed));
  const people = await loadPack(String(values.personas), { host });
  const instrument = await loadInstrument(String(values.instrument), { host });
  return seeded.personas(people).limit(limits).ask(instrument);
}

/** Runs a survey with its progress on standard error; Ctrl-C ends it with what has finished. */
async function watched(survey: Survey<Questions>, host: Host): Promise<SurveyResult> {
  const stop = new AbortController();
  const forget = host.onInterrupt(() => stop.abort(new Error("the user stopped the run")));
  const rows = survey.rows({ signal: stop.signal });
  const progress = new Progress(host.terminal, host.clock.elapsed, answersOf(survey));
  try {
    for (;;) {
      const next = await rows.next();
      if (next.done) return next.value;
      progress.count(next.value);
    }
  } finally {
    progress.end();
    forget();
  }
}

function answersOf({ plan }: Survey<Questions>): number {
  const arms = plan.models?.mode === "ensemble" ? plan.models.entries.length : 1;
  return plan.personas.length * arms * Object.keys(plan.instrument?.questions ?? {}).length;
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
