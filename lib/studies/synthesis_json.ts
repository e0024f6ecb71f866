import {
  type CallSpending,
  type MapCall,
  type Synthesis,
  type SynthesisFailed,
} from "./synthesis_result.ts";

/** A synthesis as it stands in JSON; null when it failed. */
export function synthesisJson(synthesis: Synthesis): Record<string, unknown> | null {
  if (synthesis.status === "failed") return null;
  const { findings, strategy, model, promptVersion, perQuestion } = synthesis;
  return {
    ...findings,
    strategy,
    model,
    prompt_version: promptVersion,
    usage: { input_tokens: synthesis.tokensIn, output_tokens: synthesis.tokensOut },
    cost: synthesis.cost,
    ...(perQuestion === undefined ? {} : { per_question_synthesis: perQuestion }),
  };
}

/** Why there is no synthesis, as it stands in JSON under `synthesis_error`. */
export function synthesisErrorJson(failed: SynthesisFailed): Record<string, unknown> {
  const { errorType, message, suggestedFix } = failed;
  return { error_type: errorType, message, suggested_fix: suggestedFix };
}

/** What a synthesis cost, as it stands in JSON under `metadata.cost.synthesis`. */
export function synthesisCostJson(synthesis: Synthesis): Record<string, unknown> {
  const { strategy, model, calls: { map, reduce }, cost, tokensIn, tokensOut } = synthesis;
  return {
    strategy,
    ...(strategy === "single" ? {} : {
      map_calls: map.map((call) => mapJson(call, model)),
      reduce_call: reduce && spendingJson(reduce),
    }),
    total_tokens: tokensIn + tokensOut,
    total_cost_usd: cost,
  };
}

function mapJson({ question, batches, ...call }: MapCall, main: string): Record<string, unknown> {
  return {
    question,
    ...spendingJson(call),
    model: call.model,
    ...(call.model === main ? {} : { escalated_model: call.model }),
    ...(batches === undefined ? {} : { sub_chunked: true, batch_count: batches }),
  };
}

function spendingJson({ tokens, cost }: CallSpending): Record<string, unknown> {
  return { tokens, cost_usd: cost };
}
