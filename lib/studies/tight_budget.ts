import { dollars } from "../display/money.ts";
import { type Spending } from "./spending.ts";

/** That a budget will hardly do, in a sentence; none where it will, or where nobody knows. */
export function tightBudget(budget: number, { cost }: Pick<Spending, "cost">): string[] {
  if (cost === null || cost <= budget) return [];
  return [
    `the run will probably cost about ${dollars(cost)}: the budget of ${dollars(budget)} ` +
    "may end it before it is complete",
  ];
}
