import { type Plan } from "./plan.ts";

/**
 * A plan as plain data whose differences can be read: the models in a line, as somebody writes them, and
 * without what shapes no answer, which is where people were merged from.
 */
export function comparablePlan(plan: Plan | undefined): Record<string, unknown> {
  const { models = null } = plan ?? {};
  return { ...plan, merge: null, models: models && { ...models, entries: listOf(models) } };
}

function listOf({ mode, entries }: NonNullable<Plan["models"]>): string {
  const areEqual = new Set(entries.map(({ weight }) => weight)).size < 2;
  const isWeighed = mode === "weighted" || !areEqual;
  return entries.map(({ name, weight }) => isWeighed ? `${name}:${weight}` : name).join(",");
}
