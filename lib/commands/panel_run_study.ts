import { parseFailureBudget } from "../engine/question_budget.ts";
import { type ResponseMode } from "../engine/response_mode.ts";
import { type Host } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { loadInstrument } from "../instruments/parse.ts";
import { loadVariables, parseVariables } from "../instruments/variables.ts";
import { simulated } from "../models/simulated.ts";
import { loadPack, type Pack } from "../personas/pack.ts";
import { loadTemplate } from "../personas/template.ts";
import { type Panel, panel } from "../studies/panel.ts";
import { type Study } from "../studies/study.ts";
import { type Survey } from "../studies/survey.ts";
import { type SynthesisOptions } from "../studies/synthesis.ts";
import { untilOf } from "./convergence_flags.ts";
import { dispatchOf } from "./dispatch_flag.ts";
import { numberOf, textOf, textsOf, type Values } from "./flag.ts";
import { fileOrWords, refuseFolder } from "./given_file.ts";
import { calibrated } from "./panel_run_calibration.ts";
import { extractionOf, schemaOf } from "./schema_flag.ts";
import { loadShares } from "./shares_file.ts";

/** The survey that the flags of `panel run` describe: every flag is a verb. */
export async function surveyOf(values: Values, host: Host): Promise<Survey<Questions>> {
  const people = await peopled(panel({ host }), values, host);
  const limits = dispatched(limited(await withModels(people, values, host), values), values);
  const sampled = sampledBy(withResponses(limits, values), values);
  const until = untilOf(values);
  const batched = values.batch === undefined
    ? sampled
    : sampled.batch({ abandon: values.abandon !== undefined });
  const followed = until === undefined ? batched : batched.until(until);
  const worded = await withWords(followed, values, host);
  const summed = await withSynthesis(worded, values, host);
  const reference = String(values.instrument);
  await refuseFolder(reference, host);
  const instrument = await loadInstrument(reference, { host });
  const survey = summed.ask(instrument);
  const extraction = textOf(values, "extract-schema");
  const extracting = extraction === undefined
    ? survey
    : survey.extract(await extractionOf(extraction, host));
  return await calibrated(extracting, values, host);
}

async function peopled(study: Panel, values: Values, host: Host): Promise<Panel> {
  let result = study.personas(await peopleOf(String(values.personas), host));
  // Any other word is refused by the verb, with the two that there are.
  const onCollision = textOf(values, "personas-merge-on-collision") as
    | "dedup"
    | "error"
    | undefined;
  for (const source of textsOf(values, "personas-merge")) {
    result = result.merge(await peopleOf(source, host), { source, onCollision });
  }
  const variants = numberOf(values, "variants");
  return variants === undefined ? result : result.variants(variants);
}

async function peopleOf(reference: string, host: Host): Promise<Pack> {
  await refuseFolder(reference, host);
  return await loadPack(reference, { host });
}

/** The panel on the models that are named. */
export async function withModels(study: Panel, values: Values, host: Host): Promise<Panel> {
  const models = textOf(values, "models") ?? textOf(values, "model");
  if (models === undefined) return study;
  const shares = textOf(values, "simulated");
  const own = shares === undefined
    ? {}
    : { simulated: simulated({ shares: await loadShares(shares, host) }) };
  const named = study.models(models, own);
  const assignment = textOf(values, "assign");
  const assigned = assignment === "shuffled" ? named.assign("shuffled") : named;
  return values.blend === undefined ? assigned : assigned.blend();
}

/** The panel within the limits that are said. */
export function limited(study: Panel, values: Values): Panel {
  return study.limit(given({
    concurrency: numberOf(values, "max-concurrent"),
    rate: numberOf(values, "rate-limit-rps"),
    budget: numberOf(values, "max-cost"),
    questionFailures: failuresOf(textOf(values, "question-failure-budget")),
    failureThreshold: numberOf(values, "failure-threshold"),
    strict: values.strict === undefined ? undefined : true,
  }));
}

/** A study whose calls are made on other machines, where that is said. */
export function dispatched<Any extends Study>(study: Any, values: Values): Any {
  const address = dispatchOf(values);
  return address === undefined ? study : study.dispatch(address);
}

function withResponses(study: Panel, values: Values): Panel {
  const path = textOf(values, "responses");
  if (path === undefined) return study;
  // The table of flags allows no other word.
  return study.responses(path, textOf(values, "mode") as ResponseMode | "live");
}

function failuresOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  parseFailureBudget(text);
  return Number(text);
}

function sampledBy(study: Panel, values: Values): Panel {
  const verbs: readonly [flag: string, verb: (study: Panel, value: number) => Panel][] = [
    ["temperature", (study, value) => study.temperature(value)],
    ["top-p", (study, value) => study.topP(value)],
    ["max-tokens", (study, value) => study.maxTokens(value)],
    ["samples", (study, value) => study.repeats(value)],
    ["seed", (study, value) => study.seed(value)],
  ];
  return verbs.reduce((result, [flag, verb]) => {
    const value = numberOf(values, flag);
    return value === undefined ? result : verb(result, value);
  }, study);
}

async function withWords(study: Panel, values: Values, host: Host): Promise<Panel> {
  const file = textOf(values, "vars-file");
  const fromFile = file === undefined ? {} : await loadVariables(file, { host });
  const variables = { ...fromFile, ...parseVariables(textsOf(values, "var")) };
  let result = study.vars(variables, { allowUnresolved: values["allow-unresolved"] !== undefined });
  const template = textOf(values, "prompt-template");
  if (template !== undefined) result = result.template(await loadTemplate(template, { host }));
  const schema = textOf(values, "schema");
  return schema === undefined ? result : result.schema(await schemaOf(schema, "--schema", host));
}

async function withSynthesis(study: Panel, values: Values, host: Host): Promise<Panel> {
  if (values["no-synthesis"] !== undefined) return study;
  const prompt = textOf(values, "synthesis-prompt");
  // The table of flags allows no other word.
  const strategy = textOf(values, "synthesis-strategy") as SynthesisOptions["strategy"];
  return study.synthesize(given({
    strategy,
    model: textOf(values, "synthesis-model"),
    prompt: prompt === undefined
      ? undefined
      : await fileOrWords(prompt, "--synthesis-prompt", host),
    temperature: numberOf(values, "synthesis-temperature"),
    autoEscalate: values["synthesis-auto-escalate"] === undefined ? undefined : true,
  }));
}

/** The members of a record that are there. */
function given<Members extends object>(members: Members): Partial<Members> {
  // What is left is a part of what was given.
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Partial<Members>;
}
