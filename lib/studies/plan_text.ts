import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { convergenceSettings } from "../analysis/convergence_options.ts";
import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { natsAddress } from "../host/nats_address.ts";
import { type Schema } from "../instruments/shape.ts";
import { ruleText } from "./convergence_text.ts";
import { type Limits } from "./limits.ts";
import { type UntilOptions } from "./until_options.ts";
import { type Plan } from "./plan.ts";
import { type Sampling } from "./sampling_plan.ts";
import { type ResponseStore } from "./response_store.ts";

/** How a study is carried out, as far as it is told. */
export interface ToldConduct extends Limits {
  /** The folder of the run's journal. */
  readonly journal?: string | undefined;
  /** When the answers are enough. */
  readonly until?: UntilOptions | undefined;
  /** What the answers to a question are held against. */
  readonly calibration?: CalibrationTarget | undefined;
  /** Whether panelists are asked in batches. */
  readonly batch?: boolean | undefined;
  /** Where workers on other machines take their work. */
  readonly dispatch?: string | undefined;
  /** The store of replies, and how it is used. */
  readonly responses?: ResponseStore | undefined;
}

/** A study before it is run: everything that was set, and what is missing for a run. */
export function planText(plan: Plan, conduct: ToldConduct = {}): string {
  const { seed, repeats, template, schema } = plan;
  const lines = {
    personas: personasText(plan),
    models: modelsText(plan),
    seed: String(seed ?? "none (0 inside, none sent to providers)"),
    sampling: samplingText(plan.sampling),
    asks: plan.exposure === undefined ? asksText(plan) : "",
    meets: exposureText(plan),
    repeats: repeats === 1 ? "" : `everybody ${repeats} times, each time from the beginning`,
    variables: variablesText(plan),
    template: template === null ? "" : cut(JSON.stringify(template), WIDTH),
    schema: schema === null ? "" : `open questions are answered in the form of ${formText(schema)}`,
    extracts: plan.extractions.map(({ question, schema }) =>
      `${formText(schema)} from ${question ?? "every open answer"}`
    ).join("; "),
    synthesis: synthesisText(plan),
    limits: limitsText(conduct),
    until: untilText(conduct),
    against: againstText(conduct),
    journal: conduct.journal ?? "",
    batch: conduct.batch ? "panelists are asked in batches, at half the price" : "",
    dispatch: conduct.dispatch === undefined ? "" : natsAddress(conduct.dispatch).shown,
    responses: conduct.responses ? `${conduct.responses.mode} ${conduct.responses.path}` : "",
  };
  const width = Math.max(...Object.keys(lines).map((name) => name.length));
  return plain(
    Object.entries(lines).filter(([, text]) => text !== "")
      .map(([name, text]) => `${name.padEnd(width)}  ${text}`).join("\n"),
  );
}

const WIDTH = 72;

function personasText({ personas, variants, merge }: Plan): string {
  if (personas.length === 0) return "nobody yet: say .personas(pack)";
  const merged = merge === null ? "" : `, merged from ${merge.before}`;
  const people = `${personas.length}${merged}`;
  return variants === 0
    ? people
    : `${people}; ${counted(variants, "variant")} of each, ${
      counted(variants * personas.length, "panelist")
    }`;
}

function modelsText({ models, assignment, blend }: Plan): string {
  if (models === null) return "decided by the keys that are set, else simulated respondents";
  const isWeighed = models.mode === "weighted" || blend;
  const list = models.entries.map(({ name, weight }) => isWeighed ? `${name}:${weight}` : name);
  return listed([
    list.join(","),
    blend ? "every model asks everybody, and the answers are blended" : "",
    models.mode === "ensemble" && !blend ? "every model asks everybody" : "",
    models.mode === "weighted" && assignment === "shuffled" ? "assigned in a shuffled order" : "",
  ]);
}

function samplingText({ temperature, topP, maxTokens }: Sampling): string {
  return listed([
    temperature === undefined ? "" : `temperature ${temperature}`,
    topP === undefined ? "" : `top-p ${topP}`,
    maxTokens === undefined ? "" : `at most ${maxTokens} tokens`,
  ]);
}

function asksText({ instrument }: Plan): string {
  return instrument === null
    ? "nothing yet: say .ask(instrument), or .expose(products, policy)"
    : `${instrument.name}: ${Object.keys(instrument.questions).join(", ")}`;
}

/** What the panel meets over time, and how. */
function exposureText({ exposure }: Plan): string {
  if (exposure === undefined) return "";
  const { products, policy, outcome, periods, remember, strategy, rules: { max } } = exposure;
  return listed([
    `${counted(products.length, "product")} in ${counted(periods, "period")}`,
    `by ${policy.name}`,
    max == null ? "" : `at most ${max} in each`,
    outcome === null ? "" : `asked by ${outcome.name}`,
    remember === 0 ? "" : `remembering ${remember}`,
    `spoken to by ${strategy}`,
  ]);
}

/** The names alone: what stands for them may be confidential. */
function variablesText({ variables, allowUnresolved }: Plan): string {
  return listed([
    Object.keys(variables).join(", "),
    allowUnresolved ? "names without a value are left as they stand" : "",
  ]);
}

function synthesisText({ synthesis, models }: Plan): string {
  if (synthesis === null) return "";
  const { model, strategy = "auto", temperature, prompt, autoEscalate } = synthesis;
  return listed([
    `by ${model ?? models?.entries[0]?.name ?? "the model that answers"}`,
    prompt === undefined ? strategy : "in one call, by instructions of your own",
    temperature === undefined ? "" : `temperature ${temperature}`,
    autoEscalate ? "a larger model where answers are too many" : "",
  ]);
}

function limitsText(limits: Limits): string {
  const { concurrency, rate, budget, questionFailures, failureThreshold, strict } = limits;
  return listed([
    concurrency === undefined ? "" : `${concurrency} at once`,
    rate === undefined ? "" : `${rate} requests a second`,
    budget === undefined ? "" : `${dollars(budget)} at most`,
    questionFailures === undefined ? "" : `a question is given up after ${failuresText(limits)}`,
    failureThreshold === undefined ? "" : `invalid above ${100 * failureThreshold} % of failures`,
    strict ? "strict" : "",
  ]);
}

function untilText({ until }: ToldConduct): string {
  if (until === undefined) return "";
  const { stop = true, baseline, ...rule } = until;
  const beside = baseline === undefined
    ? ""
    : `, beside ${typeof baseline === "string" ? baseline : baseline.id}`;
  const enough = `the answers are enough (${ruleText(convergenceSettings(rule))}${beside})`;
  return stop ? enough : `everybody is asked, and it is told when ${enough}`;
}

function failuresText({ questionFailures = 0 }: Limits): string {
  return questionFailures < 1 ? `${100 * questionFailures} % failed` : `${questionFailures} failed`;
}

function formText(schema: string | Schema): string {
  if (typeof schema === "string") return schema;
  const names = Object.keys(Object(schema.properties));
  return names.length === 0 ? "a JSON Schema" : `{ ${names.join(", ")} }`;
}

function listed(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}

function againstText({ calibration }: ToldConduct): string {
  if (calibration === undefined) return "";
  const { question, humans: { id, year } } = calibration;
  return `${question} against ${id}${year === null ? "" : ` ${year}`}`;
}
