import { type ModelCost } from "../display/costs_chart.ts";
import { type StudyResult } from "./study_result.ts";

/**
 * What each model cost and how long its replies took, in the form of a chart of costs.
 *
 * @param answeredBy How many answers each gave. @default {its calls}
 */
export function modelCosts(
  { usage, latencies }: Pick<StudyResult, "usage" | "latencies">,
  answeredBy?: Readonly<Record<string, number>>,
): ModelCost[] {
  return usage.map(({ model, calls, cost }) => {
    const times = latencies.get(model) ?? [];
    const answers = answeredBy === undefined ? calls : answeredBy[model] ?? 0;
    return { model, answers, cost, ...(times.length === 0 ? {} : { latencies: times }) };
  });
}

/** Whether a picture of costs says something: there was something to pay, or time went by. */
export function isTelling(costs: readonly ModelCost[]): boolean {
  return costs.some(({ cost, latencies = [] }) =>
    (cost !== null && cost > 0) || latencies.length > 0
  );
}
