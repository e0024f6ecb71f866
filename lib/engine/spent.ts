import { type Database } from "../host/host.ts";
import { type ModelTotals } from "./model_totals.ts";

/** Tokens, money and calls over all models. */
export type Spent = Pick<ModelTotals, "calls" | "input" | "output" | "cost">;

/** What nobody was asked for. */
export const NOTHING: Spent = { calls: 0, input: 0, output: 0, cost: 0 };

/** Both together. */
export function added(sum: Spent, { calls, input, output, cost }: Spent): Spent {
  return {
    calls: sum.calls + calls,
    input: sum.input + input,
    output: sum.output + output,
    cost: sum.cost === null || cost === null ? null : sum.cost + cost,
  };
}

/** What was spent on the calls that meet a condition. */
export function spentWhere(
  database: Database,
  where: string,
  ...values: readonly string[]
): Spent {
  const { calls, input, output, cost } = database.prepare(
    "SELECT count(*) AS calls, total(input) AS input, total(output) AS output, " +
      "CASE WHEN count(cost) = count(*) THEN round(total(cost), 9) END AS cost " +
      `FROM calls WHERE ${where}`,
  ).get(...values) ?? {};
  return {
    ...{ calls: Number(calls), input: Number(input), output: Number(output) },
    cost: typeof cost === "number" ? cost : null,
  };
}
