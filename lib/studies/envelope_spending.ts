import { type ModelTotals } from "../engine/journal.ts";
import { type SurveyResult } from "./survey_result.ts";

/** What a result cost as it stands in the envelope: the panelists apart from what summed them up. */
export function spendingJson(result: SurveyResult): Record<string, unknown> {
  const { usage, cost, synthesisUsage } = result;
  const summedUp = costOf(synthesisUsage);
  const [total, synthesis] = [usageJson(usage), usageJson(synthesisUsage)];
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

/** US dollars of several models together; null when some model has no known price. */
export function costOf(usage: readonly ModelTotals[]): number | null {
  return usage.reduce<number | null>(
    (sum, { cost }) => sum === null || cost === null ? null : sum + cost,
    0,
  );
}

/** Tokens as they stand in the envelope. */
export function usageJson(usage: readonly ModelTotals[]) {
  const sum = (of: (totals: ModelTotals) => number) =>
    usage.reduce((total, totals) => total + of(totals), 0);
  return {
    input_tokens: sum(({ input }) => input),
    output_tokens: sum(({ output }) => output),
    cache_creation_input_tokens: sum(({ cacheWrite }) => cacheWrite),
    cache_read_input_tokens: sum(({ cacheRead }) => cacheRead),
  };
}

/** All tokens of a model. */
export function tokensOf({ input, output, cacheWrite, cacheRead }: ModelTotals): number {
  return input + output + cacheWrite + cacheRead;
}

// Differences of dollars in binary fractions are a little off.
function exact(dollars: number): number {
  return Number(dollars.toFixed(9));
}
