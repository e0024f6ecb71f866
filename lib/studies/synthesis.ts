import { type NamedModel } from "../engine/calls.ts";
import { type Consulted } from "../engine/consult.ts";
import { type Findings } from "../instruments/findings.ts";
import { summedCost } from "./summed_usage.ts";
import { isFailure, type Step, sumUp, type SynthesisTools } from "./synthesis_call.ts";
import { countsOf } from "./synthesis_counts.ts";
import { callsOf, type Mapped, mapped, reduced } from "./synthesis_map.ts";
import { mapPlan } from "./synthesis_map_plan.ts";
import { SYNTHESIS_PROMPT_VERSION, synthesisPrompt } from "./synthesis_prompt.ts";
import {
  type CallSpending,
  type MapCall,
  type Strategy,
  type Synthesis,
  type SynthesisFailure,
  type SynthesisRecord,
} from "./synthesis_result.ts";
import { estimateOf, lengthOf, roomOf } from "./synthesis_size.ts";
import { lineOf, questionLines, type SynthesisMaterial, voicesOf } from "./synthesis_voices.ts";

/** How a panel's answers are summed up. */
export interface SynthesisOptions {
  /** The model that sums up. @default {the panel's} */
  readonly model?: string | undefined;
  /** Instructions in place of the built-in ones; then everything is summed up in one call. */
  readonly prompt?: string | undefined;
  /** The sampling temperature. @default {the provider's} */
  readonly temperature?: number | undefined;
  /**
   * All answers in one call (`"single"`), or question by question and then together (`"map-reduce"`);
   * `"auto"` takes one call where the answers fit. @default "auto"
   */
  readonly strategy?: "auto" | Strategy | undefined;
  /** Whether a question with too many answers goes to a larger model, not in batches. @default false */
  readonly autoEscalate?: boolean | undefined;
}

/**
 * Sums up what a panel said. Nothing is sent that the model could not take; a synthesis that fails is a
 * value that says why, not an exception.
 */
export async function synthesize(
  material: SynthesisMaterial & { readonly options: SynthesisOptions },
  tools: SynthesisTools,
): Promise<Synthesis> {
  const { options, questions } = material;
  const { prompt: own, temperature, autoEscalate = false } = options;
  const voices = voicesOf(material);
  const spoken = voices.flatMap((voice) => lineOf(voice, questions) ?? []);
  const lines = [...questionLines(questions), ...spoken];
  const tokens = estimateOf("panel", own)(lengthOf(lines));
  const [strategy, warnings] = strategyOf(options, tokens <= roomOf(tools.model));
  const sampling = { ...tools.sampling, ...(temperature === undefined ? {} : { temperature }) };
  const all: Made = { strategy, model: tools.model, own: own !== undefined, warnings };
  const equipped = { ...tools, sampling };
  if (spoken.length === 0) return ended(all, { result: NO_ANSWERS, calls: [] });
  if (strategy === "single") {
    if (tokens > roomOf(tools.model)) {
      return ended(all, { result: tooMuch(tools, tokens), calls: [] });
    }
    const prompt = synthesisPrompt("panel", lines, own);
    const counts = countsOf(voices, questions);
    return ended(all, await sumUp({ prompt, model: tools.model, path: [], counts }, equipped));
  }
  const plan = mapPlan(voices, questions, { tools, autoEscalate });
  if ("errorType" in plan) return ended(all, { result: plan, calls: [] });
  const maps = await mapped(plan.jobs, equipped);
  const failed = maps.find(({ result }) => isFailure(result));
  const last = failed ? { result: failed.result, calls: [] } : await reduced(maps, equipped);
  return ended({ ...all, warnings: [...warnings, ...plan.warnings] }, last, maps);
}

/** What is known before the last step. */
interface Made {
  readonly strategy: Strategy;
  readonly model: NamedModel;
  readonly own: boolean;
  readonly warnings: readonly string[];
}

function strategyOf(
  { prompt, strategy = "auto" }: SynthesisOptions,
  fits: boolean,
): readonly [Strategy, readonly string[]] {
  if (prompt === undefined) {
    return [strategy === "auto" ? fits ? "single" : "map-reduce" : strategy, []];
  }
  const warning =
    "instructions of one's own are for all answers at once: the synthesis is made in " +
    "one call, not by map-reduce";
  return ["single", strategy === "map-reduce" ? [warning] : []];
}

function ended({ model, own, ...made }: Made, last: Step, maps?: readonly Mapped[]): Synthesis {
  const calls = [...callsOf(maps ?? []), ...last.calls];
  const record: SynthesisRecord = {
    ...made,
    model: model.name,
    promptVersion: own ? "own" : SYNTHESIS_PROMPT_VERSION,
    calls: {
      map: (maps ?? []).map(mapCall),
      reduce: maps && last.calls.length > 0 ? spending(last.calls) : null,
    },
    tokensIn: calls.reduce((sum, { tokensIn }) => sum + tokensIn, 0),
    tokensOut: calls.reduce((sum, { tokensOut }) => sum + tokensOut, 0),
    cost: spending(calls).cost,
  };
  const { result } = last;
  if (isFailure(result)) return { status: "failed", ...record, ...result };
  if (maps === undefined) return { status: "ok", ...record, findings: result };
  return { status: "ok", ...record, findings: result, perQuestion: summaries(maps) };
}

function mapCall({ job: { question, model, batches }, calls }: Mapped): MapCall {
  const many = batches.length > 1 ? { batches: batches.length } : {};
  return { question: question.key, model: model.name, ...spending(calls), ...many };
}

function spending(calls: readonly Consulted<Findings>[]): CallSpending {
  return {
    tokens: calls.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + tokensOut, 0),
    cost: summedCost(calls),
  };
}

function summaries(maps: readonly Mapped[]): Record<string, string> {
  return Object.fromEntries(
    maps.flatMap(({ job, result }) =>
      isFailure(result) ? [] : [[job.question.key, result.summary]]
    ),
  );
}

const NO_ANSWERS: SynthesisFailure = {
  errorType: "synthesis_no_answers",
  message: "Cannot sum up the panel: nobody answered",
  suggestedFix: "look at why the answers are missing, and run it again: what failed is asked again",
};

function tooMuch({ model }: SynthesisTools, tokens: number): SynthesisFailure {
  return {
    errorType: "synthesis_context_overflow",
    message: `Cannot sum up the panel in one call: its answers are about ${tokens} tokens, and ` +
      `${model.name} takes ${roomOf(model)}`,
    suggestedFix:
      "sum up question by question (--synthesis-strategy map-reduce), or with a model of " +
      "a larger context (--synthesis-model)",
  };
}
