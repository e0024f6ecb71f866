import { VERSION } from "../host/version.ts";
import { distribution } from "../statistics/distribution.ts";
import { parity } from "../statistics/parity.ts";
import {
  type Submission,
  type SubmissionRow,
  type SubmittedModel,
  type SubmittedQuestion,
} from "./submission_form.ts";

/** The version of SynthBench whose rules a submission keeps. */
const RULES = "0.1.0";

/** The datasets of SynthBench whose human shares may be passed on. */
export const SUBMITTED_DATASETS: readonly string[] = ["gss", "ntia"];

/**
 * What is uploaded to SynthBench: shares by option, of people and of the panel, and the numbers that it
 * computes from them again. There are no answers, people, prompts, keys or paths in it, and no names that a
 * user gave. The numbers are SynthBench's: the divergence with its bias, which ranks less well than
 * `divergence()`, and τ-b with 0 where a side does not vary; parity is ½(1 − mean JSD) + ½(1 + mean τ)/2.
 *
 * @param models Every model that answered.
 * @throws {TypeError} Without a question or a model, with one question twice, or without a whole number of
 * answers; for questions of several datasets, or of one whose human
 * shares may not be passed on; when a model inside the program is among the models: its answers are made up.
 * @throws {RangeError} When a side has no data.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline, submission } from "../../mod.ts";
 *
 * const panel = { "very happy": 1, "pretty happy": 8, "not too happy": 1 };
 * const { per_question, aggregate } = submission(
 *   [{ id: "gss:HAPPY", human: await baseline("gss:HAPPY"), panel, n: 10 }],
 *   [{ id: "claude-haiku-4-5-20251001", spec: { provider: "anthropic" } }],
 * );
 * assert(per_question[0]?.key === "GSS_HAPPY" && aggregate.mean_jsd.toFixed(4) === "0.0427");
 * ```
 */
export function submission(
  questions: readonly SubmittedQuestion[],
  models: readonly SubmittedModel[],
): Submission {
  questions.forEach(check);
  const [dataset, ...others] = new Set(questions.map(({ id }) => id.split(":", 1).join("")));
  if (dataset === undefined) throw cannot("no question was compared with people");
  if (others.length > 0) throw cannot(`one is of one dataset, not of ${dataset} and ${others[0]}`);
  if (!SUBMITTED_DATASETS.includes(dataset)) {
    throw cannot(`it takes ${SUBMITTED_DATASETS.join(" and ")}, not "${dataset}"`);
  }
  const names = [...new Set(models.map(named))];
  if (names.length === 0) throw cannot("no model answered");
  const rows = questions.map(rowOf);
  if (new Set(rows.map(({ key }) => key)).size < rows.length) {
    throw cannot("a question is there twice");
  }
  const mean_jsd = mean(rows.map(({ jsd }) => jsd));
  const mean_kendall_tau = mean(rows.map(({ kendall_tau }) => kendall_tau));
  const model = names.join(" + ");
  return {
    benchmark: "synthbench",
    version: RULES,
    config: {
      ...{ dataset, provider: `quorum/${model}`, model, framework: "quorum" },
      ...{ client: "quorum", client_version: VERSION },
      calibration_spec: questions.map(({ id }) => id).join(" "),
      n: Math.max(...questions.map(({ n }) => n)),
    },
    aggregate: {
      n_questions: rows.length,
      mean_jsd,
      mean_kendall_tau,
      composite_parity: 0.5 * (1 - mean_jsd) + 0.25 * (1 + mean_kendall_tau),
    },
    per_question: rows,
  };
}

function check({ id, n }: SubmittedQuestion): void {
  if (!/^[^\s:]+:\S+$/.test(id)) throw cannot(`"${id}" is not DATASET:QUESTION, as in gss:HAPPY`);
  if (!(Number.isSafeInteger(n) && n > 0)) {
    throw cannot(`n = ${n} of ${id} is no number of answers`);
  }
}

/** A submission as the text that is sent, a character that a terminal would obey written as its code. */
export function submissionText(payload: Submission): string {
  return JSON.stringify(payload, null, 2).replace(
    /[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A model's id in the characters that SynthBench takes. What runs on the user's own machine may be named by
 * a path, of which the last part is enough.
 */
function named({ id, spec, notice }: SubmittedModel): string {
  if (isMadeUp({ spec, notice })) throw cannot(`the answers of "${id}" are made up`);
  const name = OWN_MACHINE.includes(spec.provider) || /^([/~]|[a-z]:\\)/i.test(id)
    ? id.split(/[/\\]/).at(-1) ?? ""
    : id;
  return name.replace(/[^\p{L}\p{N} ._\-/:@()+,#]/gu, "-").slice(0, 100);
}

const OWN_MACHINE: readonly string[] = ["local", "ollama"];

/** Whether a model lives inside the program, so that what it answers is no finding. */
export function isMadeUp({ spec, notice }: Pick<SubmittedModel, "spec" | "notice">): boolean {
  return notice !== undefined || ["simulated", "scripted"].includes(spec.provider);
}

function rowOf({ id, key, human, panel, n }: SubmittedQuestion): SubmissionRow {
  const [people, ours] = [distribution(human), distribution(panel)];
  const options = [...new Set([...people.keys(), ...ours.keys()])];
  const shares = (side: ReadonlyMap<string, number>) =>
    Object.fromEntries(options.map((option) => [option, side.get(option) ?? 0]));
  const { jsd, tau } = parity(human, panel);
  return {
    key: key ?? id.replace(/^[^:]*:/, (dataset) => `${dataset.slice(0, -1).toUpperCase()}_`),
    ...{ human_distribution: shares(people), model_distribution: shares(ours) },
    ...{ jsd, kendall_tau: tau, n },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function cannot(reason: string): TypeError {
  return new TypeError(`Cannot submit to SynthBench: ${reason}`);
}
