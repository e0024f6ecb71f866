import { parseModelList } from "../models/model_list.ts";
import { RESPONSE_MODES } from "../engine/response_mode.ts";
import { textOf, textsOf, UsageError, type Values } from "./flag.ts";

/** Flags of the summary, which mean nothing without one. */
const SYNTHESIS = [
  "synthesis-strategy",
  "synthesis-auto-escalate",
  "synthesis-model",
  "synthesis-prompt",
  "synthesis-temperature",
];

/**
 * Refuses flags that make no sense together, before anything is read: none is ignored in silence.
 *
 * @throws {Error} With the first such pair.
 */
export function checkTogether(values: Values): void {
  const given = (name: string) => values[name] !== undefined;
  if (given("model") && given("models")) {
    throw new Error("Cannot use --model and --models together: name the models in one of them");
  }
  if (textOf(values, "model")?.includes(",")) {
    throw new UsageError(
      `Cannot use --model "${values.model}": it takes one model; --models takes several`,
    );
  }
  const missing = ["personas", "instrument"].filter((name) => !given(name));
  if (missing.length > 0) {
    throw new Error(
      `Cannot run a panel without ${missing.map((name) => `--${name}`).join(" and ")}`,
    );
  }
  checkModels(values);
  checkSynthesis(values);
  checkDryRun(values);
  checkVariables(values);
  checkResponses(values);
  checkBaselines(values);
  if (given("personas-merge-on-collision") && !given("personas-merge")) {
    throw new Error("Cannot use --personas-merge-on-collision without --personas-merge");
  }
  if (given("schema") && given("extract-schema")) {
    throw new Error(
      "Cannot use --schema and --extract-schema together: the first leaves no words to extract from",
    );
  }
}

/**
 * Refuses flags of models that make no sense together.
 *
 * @throws {Error} With the first of them.
 */
export function checkModels(values: Values): void {
  const models = textOf(values, "models");
  const list = models === undefined ? undefined : parseModelList(models);
  if (values.blend !== undefined && list === undefined) {
    throw new Error("Cannot use --blend without --models: name the models to blend");
  }
  if (values.assign !== undefined && (list?.mode !== "weighted" || values.blend !== undefined)) {
    throw new Error(
      "Cannot use --assign without a split: --models 'a:0.5,b:0.5' shares the panel out",
    );
  }
  const names = list?.entries.map(({ name }) => name) ?? [textOf(values, "model")];
  if (values.simulated !== undefined && !names.includes("simulated")) {
    throw new Error("Cannot use --simulated without --models simulated: nobody would answer by it");
  }
}

function checkSynthesis(values: Values): void {
  const summing = SYNTHESIS.find((name) => values[name] !== undefined);
  if (values["no-synthesis"] !== undefined && summing !== undefined) {
    throw new Error(`Cannot use --${summing} with --no-synthesis`);
  }
  const isSingle = values["synthesis-strategy"] === "single";
  if (values["synthesis-auto-escalate"] !== undefined && isSingle) {
    throw new Error(
      "Cannot use --synthesis-auto-escalate with --synthesis-strategy single: it is for map-reduce",
    );
  }
}

/** Flags of a run that is kept, and what they mean nothing without. */
const KEPT: readonly (readonly [flag: string, without: readonly string[]])[] = [
  ["checkpoint-every", ["checkpoint-dir", "resume"]],
  ["force-overwrite", ["checkpoint-dir"]],
  ["keep-failures", ["resume"]],
  ["allow-drift", ["resume"]],
];

/**
 * Refuses flags of keeping and resuming a run that make no sense together, before its state is read.
 *
 * @throws {Error} With the first of them.
 */
export function checkRecord(values: Values): void {
  const given = (name: string) => values[name] !== undefined;
  for (const [flag, needed] of KEPT) {
    if (!given(flag) || needed.some(given)) continue;
    throw new Error(
      `Cannot use --${flag} without ${needed.map((name) => `--${name}`).join(" or ")}`,
    );
  }
  const other = ["run-id", "force-overwrite"].find(given);
  if (given("resume") && other !== undefined) {
    throw new Error(`Cannot use --${other} with --resume: the run is there, and has its id`);
  }
  const kept = ["checkpoint-dir", "resume"].find(given);
  if (given("dry-run") && kept !== undefined) {
    throw new Error(`Cannot use --${kept} with --dry-run: a dry run is not recorded`);
  }
}

/** A dry run takes every flag of the run it is of, and checks it; but it leaves nothing behind. */
function checkDryRun(values: Values): void {
  if (values["dry-run"] === undefined) return;
  if (values.save !== undefined) {
    throw new Error("Cannot use --save with --dry-run: a dry run has no result");
  }
  if (values["run-id"] !== undefined) {
    throw new Error("Cannot use --run-id with --dry-run: a dry run is not recorded");
  }
}

/**
 * Refuses a file of replies that would not be used, but not where that is what was asked for.
 *
 * @throws {Error} When it has no mode, or a mode has no file.
 */
export function checkResponses(values: Values): void {
  const [path, mode] = [textOf(values, "responses"), textOf(values, "mode")];
  if (path !== undefined && mode === undefined) {
    throw new Error(
      `Cannot use --responses without --mode: it is one of ${RESPONSE_MODES.join(", ")}`,
    );
  }
  if (path === undefined && mode !== undefined && mode !== "live") {
    throw new Error(`Cannot use --mode ${mode} without --responses: it names the file of replies`);
  }
}

/** Flags that name a human baseline: where several do, it is one and the same. */
const NAMING_BASELINES = ["calibrate-against", "convergence-baseline"];

/**
 * Refuses baselines that are not named in full, and more than one.
 *
 * @throws {UsageError} With the first such flag or pair.
 */
export function checkBaselines(values: Values): void {
  const given = NAMING_BASELINES.flatMap((flag) => {
    const id = textOf(values, flag);
    return id === undefined ? [] : [{ flag, id }];
  });
  const partial = given.find(({ id }) => !/^[^:]*\S[^:]*:\s*\S/.test(id));
  if (partial !== undefined) {
    throw new UsageError(
      `Cannot use --${partial.flag} "${partial.id}": it takes DATASET:QUESTION, as in gss:HAPPY`,
    );
  }
  const [first, other] = given;
  if (first === undefined || other === undefined || first.id === other.id) return;
  throw new UsageError(
    `Cannot use --${first.flag} ${first.id} and --${other.flag} ${other.id} together: it must be ` +
      "the same baseline",
  );
}

/** A variable is a flag of its own: it has a value, and none has two. */
function checkVariables(values: Values): void {
  const seen = new Set<string>();
  for (const pair of textsOf(values, "var")) {
    const [, key = ""] = /^([^=]*)=/.exec(pair) ?? [];
    const name = key.trim();
    if (name === "") throw new UsageError(`Cannot use --var "${pair}": it takes KEY=VALUE`);
    if (seen.has(name)) throw new UsageError(`Cannot use --var "${name}" twice`);
    seen.add(name);
  }
}
