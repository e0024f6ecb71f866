import { type Consulted } from "../engine/consult.ts";
import { type Findings } from "../instruments/findings.ts";
import { isFailure, type Step, sumUp, type SynthesisTools } from "./synthesis_call.ts";
import { combined, type Part } from "./synthesis_combine.ts";
import { countsOf } from "./synthesis_counts.ts";
import { type Heard, type MapJob } from "./synthesis_map_plan.ts";
import { synthesisPrompt } from "./synthesis_prompt.ts";
import { sideBySide } from "./side_by_side.ts";

/** How many calls of a synthesis are made side by side. */
const MOST = 8;

/** What was found on one question, and the calls that were made for it. */
export interface Mapped extends Step {
  readonly job: MapJob;
}

/**
 * Sums up each question by itself, in batches where its answers were too many, and brings the batches
 * together. Where a call fails, the others are made all the same: what they found is kept.
 */
export async function mapped(jobs: readonly MapJob[], tools: SynthesisTools): Promise<Mapped[]> {
  const pieces = jobs.flatMap((job) => job.batches.map((batch, at) => ({ job, batch, at })));
  const steps = await sideBySide(
    pieces,
    MOST,
    ({ job, batch, at }) => piece(job, batch, at, tools),
  );
  const byJob = Map.groupBy(pieces.map(({ job }, place) => ({ job, place })), ({ job }) => job);
  return await sideBySide([...byJob], MOST, async ([job, places]) => {
    // There is a step for each piece.
    const own = places.map(({ place }) => steps[place] as Step);
    const calls = own.flatMap((step) => step.calls);
    const failed = own.find(({ result }) => isFailure(result));
    if (failed) return { job, result: failed.result, calls };
    const last = own.length === 1 ? own[0] as Step : await together(job, own, tools);
    return { job, result: last.result, calls: last === own[0] ? calls : [...calls, ...last.calls] };
  });
}

/** Brings together what was found on each question. */
export function reduced(mapped: readonly Mapped[], tools: SynthesisTools): Promise<Step> {
  const parts = mapped.flatMap(({ job: { question, batches }, result }): Part[] => {
    const of = { question: question.key, text: question.text };
    return isFailure(result) ? [] : [{ of, answers: batches.flat().length, findings: result }];
  });
  const voices = new Set(mapped.flatMap(({ job }) => job.batches.flat().map(({ voice }) => voice)));
  const counts = countsOf([...voices], mapped.map(({ job }) => job.question));
  const { model } = tools;
  return combined(
    parts,
    { task: "questions", before: [], path: ["reduce"], model, counts },
    tools,
  );
}

/** All calls that were made, in the order of the questions. */
export function callsOf(mapped: readonly Mapped[]): Consulted<Findings>[] {
  return mapped.flatMap(({ calls }) => calls);
}

function piece(job: MapJob, batch: readonly Heard[], at: number, tools: SynthesisTools) {
  const { question, model, before } = job;
  const prompt = synthesisPrompt("question", [...before, ...batch.map(({ line }) => line)]);
  const counts = countsOf(batch.map(({ voice }) => voice), [question]);
  return sumUp({ prompt, model, question, counts, path: ["map", question.key, at] }, tools);
}

function together(job: MapJob, steps: readonly Step[], tools: SynthesisTools): Promise<Step> {
  const { question, model, before, batches } = job;
  const parts = steps.flatMap(({ result }, at): Part[] =>
    isFailure(result)
      ? []
      : [{ of: { part: at + 1 }, answers: batches[at]?.length ?? 0, findings: result }]
  );
  const counts = countsOf(batches.flat().map(({ voice }) => voice), [question]);
  const path = ["map", question.key, "all"];
  return combined(parts, { task: "parts", before, model, question, counts, path }, tools);
}
