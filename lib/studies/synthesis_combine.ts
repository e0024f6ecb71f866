import { type NamedModel } from "../engine/calls.ts";
import { type Consulted } from "../engine/consult.ts";
import { type Findings } from "../instruments/findings.ts";
import {
  isFailure,
  type Step,
  sumUp,
  type SynthesisCall,
  type SynthesisTools,
} from "./synthesis_call.ts";
import { dataLine } from "./synthesis_fence.ts";
import { synthesisPrompt, type SynthesisTask } from "./synthesis_prompt.ts";
import { batchesOf } from "./synthesis_size.ts";
import { type SynthesisFailure } from "./synthesis_result.ts";

/** Findings on a part of what was said: on one question, or on some of the answers to it. */
export interface Part {
  /** What it is a part of, as data. */
  readonly of: Readonly<Record<string, unknown>>;
  /** How many answers it is about. */
  readonly answers: number;
  readonly findings: Findings;
}

/** What is brought together, and how. */
export interface Combining extends Omit<SynthesisCall, "prompt"> {
  readonly task: SynthesisTask;
  /** Lines that stand before the parts. */
  readonly before: readonly string[];
}

/**
 * Brings findings together in one call; where they are too many for it, first some of them at a time.
 */
export async function combined(
  parts: readonly Part[],
  combining: Combining,
  tools: SynthesisTools,
): Promise<Step> {
  const { task, before, model, path } = combining;
  const lines = parts.map(({ of, answers, findings }) => dataLine({ ...of, answers, findings }));
  const sized = batchesOf(lines, { task, before, model });
  // Where not even two fit together it would never end.
  if ("tooLarge" in sized || (parts.length > 1 && sized.batches.length === parts.length)) {
    return { result: tooLarge(model), calls: [] };
  }
  if (sized.batches.length === 1) {
    const prompt = synthesisPrompt(task, [...before, ...lines]);
    return await sumUp({ ...combining, prompt }, tools);
  }
  const calls: Consulted<Findings>[] = [];
  const fewer: Part[] = [];
  for (const [at, batch] of sized.batches.entries()) {
    // The batches are made of places in the list.
    const some = batch.map((place) => parts[place] as Part);
    const step = await combined(some, { ...combining, path: [...path, at] }, tools);
    calls.push(...step.calls);
    if (isFailure(step.result)) return { result: step.result, calls };
    const answers = some.reduce((sum, part) => sum + part.answers, 0);
    fewer.push({ of: { part: at + 1 }, answers, findings: step.result });
  }
  const last = await combined(fewer, { ...combining, path: [...path, "all"] }, tools);
  return { result: last.result, calls: [...calls, ...last.calls] };
}

function tooLarge({ name }: NamedModel): SynthesisFailure {
  return {
    errorType: "synthesis_context_overflow",
    message: `Cannot bring the findings together: they are more than ${name} takes in one call`,
    suggestedFix: "sum up with a model of a larger context (--synthesis-model)",
  };
}
