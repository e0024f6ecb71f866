import { type Terminal } from "../host/host.ts";
import { cut, width } from "../display/columns.ts";
import { type Panelist } from "../studies/panelists.ts";
import { type Plan } from "../studies/plan.ts";

/** The most people who are listed one by one; of more, nobody reads the rest. */
const MOST_LISTED = 200;
const WIDEST_NAME = 48;

/** Tells who is asked on which model, before anything is asked: a line a person, then the totals. */
export function tellAssignment(
  panelists: readonly Panelist[],
  { models }: Pick<Plan, "models">,
  terminal: Terminal,
): void {
  const counts = new Map(models?.entries.map(({ name }) => [name, 0]));
  for (const { models: [first] } of panelists) {
    if (first) counts.set(first.name, (counts.get(first.name) ?? 0) + 1);
  }
  const listed = panelists.slice(0, MOST_LISTED).map(({ persona, variant, models: [first] }) => ({
    name: cut(
      `${persona.name ?? "Anonymous"}${variant ? ` (v${variant.index})` : ""}`,
      WIDEST_NAME,
    ),
    model: cut(first?.name ?? "", Infinity),
  }));
  const widest = Math.max(...listed.map(({ name }) => width(name)));
  const more = panelists.length - listed.length;
  const totals = [...counts].map(([model, count]) => `${cut(model, Infinity)}=${count}`);
  terminal.err([
    "Model assignment:",
    ...listed.map(({ name, model }) => `  ${name}${" ".repeat(widest - width(name))} → ${model}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    `Totals: ${totals.join(", ")}`,
    "",
  ].join("\n"));
}
