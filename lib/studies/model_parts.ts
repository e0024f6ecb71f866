import { type Panelist } from "./panelists.ts";

/** The models of a panel in the order in which they first answer, each with its part, as in `haiku:0.50`. */
export function modelParts(panelists: readonly Panelist[]): string[] {
  const counts = new Map<string, number>();
  for (const { models: [model] } of panelists) {
    if (model) counts.set(model.name, (counts.get(model.name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name}:${(count / panelists.length).toFixed(2)}`);
}
