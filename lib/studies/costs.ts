import { cut } from "../display/columns.ts";
import { dollars } from "../display/money.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { type Plan } from "./plan.ts";
import { summedCost, summedTokens } from "./summed_usage.ts";

const HEADINGS = ["cost by model", "calls", "tokens", "panelists", "summing up", "total"];

/** What was spent, by model: in all, and for summing up. */
interface Spent {
  readonly usage: readonly ModelTotals[];
  readonly synthesisUsage: readonly ModelTotals[];
  readonly plan: Plan;
}

/**
 * What a result cost, as rows of cells under their headings: each model, and all where they are several.
 * Nothing where nobody was called.
 */
export function costRows({ usage, synthesisUsage, plan }: Spent): string[][] {
  const summing = new Map(synthesisUsage.map((totals) => [totals.model, totals]));
  const row = (name: string, totals: readonly ModelTotals[]) => {
    const parts = totals.flatMap(({ model }) => summing.get(model) ?? []);
    const [all, summed] = [summedCost(totals), summedCost(parts)];
    const asked = all === null || summed === null ? null : Math.max(0, all - summed);
    const isAsked = callsOf(totals) > callsOf(parts);
    return [
      cut(name, 28),
      inDigits(callsOf(totals)),
      inDigits(summedTokens(totals)),
      isAsked ? dollars(asked) : "–",
      parts.length === 0 ? "–" : dollars(summed),
      dollars(all),
    ];
  };
  const names = plan.models?.entries.map(({ name }) => name) ?? [];
  // Those of the list in its order, then those that personas and summaries brought along.
  const place = ({ model }: ModelTotals) => (names.indexOf(model) + 1 || names.length + 1);
  return usage.length === 0 ? [] : [
    HEADINGS,
    ...usage.toSorted((a, b) => place(a) - place(b)).map((one) => row(one.model, [one])),
    ...(usage.length > 1 ? [row("all models", usage)] : []),
  ];
}

/** The models that answered though the plan does not name them: those that personas brought along. */
export function broughtModels({ usage, synthesisUsage, plan }: Spent): string[] {
  const named = new Set(plan.models?.entries.map(({ name }) => name));
  const summing = new Map(synthesisUsage.map((totals) => [totals.model, totals.calls]));
  return usage.filter(({ model, calls }) => !named.has(model) && calls > (summing.get(model) ?? 0))
    .map(({ model }) => model);
}

function callsOf(totals: readonly ModelTotals[]): number {
  return totals.reduce((sum, { calls }) => sum + calls, 0);
}

function inDigits(number: number): string {
  return number.toLocaleString("en-GB");
}
