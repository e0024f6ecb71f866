import { type ModelTotals } from "../engine/model_totals.ts";

/** US dollars of several parts together; null when the price of some part is not known. */
export function summedCost(parts: readonly Pick<ModelTotals, "cost">[]): number | null {
  return parts.reduce<number | null>(
    (sum, { cost }) => sum === null || cost === null ? null : sum + cost,
    0,
  );
}

/** All tokens of several models together. */
export function summedTokens(usage: readonly ModelTotals[]): number {
  return Object.values(summedUsage(usage)).reduce((sum, tokens) => sum + tokens, 0);
}

/** The tokens of several models together, by their kind, as they stand in JSON. */
export function summedUsage(usage: readonly ModelTotals[]) {
  const sum = (of: (totals: ModelTotals) => number) =>
    usage.reduce((total, totals) => total + of(totals), 0);
  return {
    input_tokens: sum(({ input }) => input),
    output_tokens: sum(({ output }) => output),
    cache_creation_input_tokens: sum(({ cacheWrite }) => cacheWrite),
    cache_read_input_tokens: sum(({ cacheRead }) => cacheRead),
  };
}
