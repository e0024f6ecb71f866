import { summedCost, summedUsage } from "./summed_usage.ts";
import { type SurveyResult } from "./survey_result.ts";

/** What a result cost as it stands in the envelope: the panelists apart from what summed them up. */
export function spendingJson(result: SurveyResult): Record<string, unknown> {
  const { usage, cost, synthesisUsage } = result;
  const summedUp = summedCost(synthesisUsage);
  const [total, synthesis] = [summedUsage(usage), summedUsage(synthesisUsage)];
  return {
    cost_is_estimated: cost === null,
    panelist_cost: cost === null || summedUp === null ? null : exact(cost - summedUp),
    panelist_usage: {
      input_tokens: total.input_tokens - synthesis.input_tokens,
      output_tokens: total.output_tokens - synthesis.output_tokens,
      cache_creation_input_tokens: total.cache_creation_input_tokens -
        synthesis.cache_creation_input_tokens,
      cache_read_input_tokens: total.cache_read_input_tokens - synthesis.cache_read_input_tokens,
    },
    total_usage: total,
    total_cost: cost,
    cost_breakdown: {
      by_model: Object.fromEntries(usage.map(({ model, cost }) => [model, cost])),
      total: cost,
    },
  };
}

// Differences of dollars in binary fractions are a little off.
function exact(dollars: number): number {
  return Number(dollars.toFixed(9));
}
