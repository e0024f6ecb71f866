import { type NamedModel } from "../engine/calls.ts";
import { windowOf } from "../models/windows.ts";
import { type SynthesisTools } from "./synthesis_call.ts";
import { type SynthesisFailure } from "./synthesis_result.ts";
import { batchesOf } from "./synthesis_size.ts";
import { lineOf, questionLines, type SynthesisQuestion, type Voice } from "./synthesis_voices.ts";

/** One question that is summed up by itself, with what followed it. */
export interface MapJob {
  readonly question: SynthesisQuestion;
  readonly model: NamedModel;
  /** The wording of the question. */
  readonly before: readonly string[];
  /** Who answered, and their answers, batch by batch. */
  readonly batches: readonly (readonly Heard[])[];
}

/** What one panelist said to a question, as a line. */
export interface Heard {
  readonly voice: Voice;
  readonly line: string;
}

/** The questions that somebody answered, each cut to what a model takes; or why that cannot be. */
export function mapPlan(
  voices: readonly Voice[],
  questions: readonly SynthesisQuestion[],
  { tools, autoEscalate }: { readonly tools: SynthesisTools; readonly autoEscalate: boolean },
): { readonly jobs: MapJob[]; readonly warnings: string[] } | SynthesisFailure {
  const warnings: string[] = [];
  const jobs: MapJob[] = [];
  for (const question of questions) {
    const heard = voices.flatMap((voice) => {
      const line = lineOf(voice, [question]);
      return line === undefined ? [] : [{ voice, line }];
    });
    if (heard.length === 0) continue;
    const job = jobOf(question, heard, tools.model);
    if ("batches" in job && job.batches.length === 1) {
      jobs.push(job);
      continue;
    }
    const other = autoEscalate ? escalated(question, tools, warnings) : undefined;
    const chosen = other === undefined ? job : jobOf(question, heard, other);
    if (!("batches" in chosen)) return chosen;
    jobs.push(chosen);
  }
  return { jobs, warnings };
}

function jobOf(
  question: SynthesisQuestion,
  heard: readonly Heard[],
  model: NamedModel,
): MapJob | SynthesisFailure {
  const before = questionLines([question]);
  const sized = batchesOf(heard.map(({ line }) => line), { task: "question", before, model });
  if ("tooLarge" in sized) {
    const who = String(heard[sized.tooLarge]?.voice.panelist.panelist);
    return {
      errorType: "synthesis_map_chunk_overflow",
      message:
        `Cannot sum up the answers to "${question.key}": those of "${who}" alone are about ` +
        `${sized.tokens} tokens, more than ${model.name} takes in one call`,
      suggestedFix: "sum up with a model of a larger context (--synthesis-model or " +
        "--synthesis-auto-escalate), or ask for shorter answers",
    };
  }
  // The batches are made of places in the list.
  const batches = sized.batches.map((batch) => batch.map((place) => heard[place] as Heard));
  return { question, model, before, batches };
}

/** The larger model for a question, where there is one; either way it is said. */
function escalated(
  { key }: SynthesisQuestion,
  { model, larger }: SynthesisTools,
  warnings: string[],
): NamedModel | undefined {
  const other = larger();
  const isLarger = other !== undefined && windowOf(other.model.id) > windowOf(model.model.id);
  const what = `the answers to "${key}" are more than ${model.name} takes in one call`;
  warnings.push(
    isLarger
      ? `${what}: ${other.name} sums them up`
      : `${what}, and there is no larger model: they are summed up in batches`,
  );
  return isLarger ? other : undefined;
}
