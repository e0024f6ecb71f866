import { type ModelTotals } from "../engine/journal.ts";
import { type SurveyResult } from "./survey_result.ts";

/** What a result cost as it stands in the envelope: the panelists apart from what summed them up. */
export function spendingJson({ usage, cost, course }: SurveyResult): Record<string, unknown> {
  const known = [...course.rounds.values()].find((one) => one === course.synthesis);
  const syntheses = [...course.rounds.values(), known === undefined ? course.synthesis : null]
    .filter((one) => one !== null);
  const summedUp = syntheses.reduce<number | null>(
    (sum, { cost }) => sum === null || cost === null ? null : sum + cost,
    0,
  );
  const total = usageJson(usage);
  const [input, output] = [
    syntheses.reduce((sum, { tokensIn }) => sum + tokensIn, 0),
    syntheses.reduce((sum, { tokensOut }) => sum + tokensOut, 0),
  ];
  return {
    cost_is_estimated: cost === null,
    panelist_cost: cost === null || summedUp === null ? null : exact(cost - summedUp),
    panelist_usage: {
      ...total,
      input_tokens: total.input_tokens - input,
      output_tokens: total.output_tokens - output,
    },
    total_usage: total,
    total_cost: cost,
    cost_breakdown: {
      by_model: Object.fromEntries(usage.map(({ model, cost }) => [model, cost])),
      total: cost,
    },
  };
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
