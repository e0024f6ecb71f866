import { type Comparison } from "../analysis/comparison.ts";
import { type Humans } from "../analysis/humans.ts";
import { baseline } from "../benchmarks/baseline.ts";
import { submission } from "../benchmarks/submission.ts";
import {
  type Submission,
  type SubmittedModel,
  type SubmittedQuestion,
} from "../benchmarks/submission_form.ts";
import { type Host } from "../host/host.ts";
import { type SurveyResult } from "../studies/survey_result.ts";

/**
 * What a run has to submit: the question that was held against people, of the whole panel or, in an ensemble
 * that is not blended, of each model.
 *
 * @throws {TypeError} When the run was not held against people, or its answers are not theirs to compare.
 */
export async function submissionsOf(result: SurveyResult, host: Host): Promise<Submission[]> {
  const { calibration } = result;
  if (calibration === null) throw cannot("the run was not held against people");
  const { whole, models, humans, question } = calibration;
  const key = await keyOf(humans, host);
  return (whole === null ? models : [whole]).map((one) =>
    submission([{ ...questionOf(one), key }], modelsOf(one, question, result))
  );
}

/** The name that SynthBench has for a question; where the baseline is not there any more, the usual one. */
async function keyOf({ id, year }: Humans, host: Host): Promise<string | undefined> {
  const [dataset = "", name = ""] = id.split(":");
  const dated = year === null ? id : `${dataset} (${year}):${name}`;
  return await baseline(dated, { host }).then(({ key }) => key, () => undefined);
}

/** Shares of the survey's own options: the words of the user's own are nobody else's. */
function questionOf({ tally, humans, reason }: Comparison): SubmittedQuestion {
  if (reason !== null) throw cannot(reason);
  const known = new Set(humans.options);
  const other = tally.options.find(({ value }) =>
    !known.has(value) && (tally.counts[value] ?? 0) > 0
  );
  if (other !== undefined) throw cannot(`${humans.id} does not have all options that were given`);
  return {
    id: humans.id,
    human: Object.fromEntries(
      humans.options.map((option, at) => [option, humans.weights[at] ?? 0]),
    ),
    panel: Object.fromEntries(humans.options.map((option) => [option, tally.shares[option] ?? 0])),
    n: tally.n,
  };
}

/** The models whose answers those are. */
function modelsOf(
  { label }: Comparison,
  question: string,
  { panelists, rows }: SurveyResult,
): SubmittedModel[] {
  const all = new Map(
    panelists.flatMap(({ models }) => models.map(({ name, model }) => [name, model] as const)),
  );
  const answered = new Set<string>();
  for (const row of rows) {
    if (row.question === question && row.status === "ok" && !row.afterStop) answered.add(row.model);
  }
  return [...all].filter(([name]) => label === null ? answered.has(name) : name === label)
    .map(([, model]) => model);
}

function cannot(reason: string): TypeError {
  return new TypeError(`Cannot submit to SynthBench: ${reason}`);
}
