import { columns, cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { type Estimate } from "./estimate.ts";
import { type Panelist } from "./panelists.ts";

/** How many of a panel are named. */
const NAMED = 20;

/** What is known before anything is asked. */
interface Ready {
  readonly panelists: readonly Panelist[];
  readonly warnings: readonly string[];
  estimate(): Estimate;
}

/** A study that is ready, in text: who is asked on which model, what it would come to, what should be known. */
export function readyText(ready: Ready): string {
  const { panelists, warnings } = ready;
  const { calls, inputTokens, outputTokens, cost } = ready.estimate();
  const rest = panelists.length - NAMED;
  return plain([
    counted(panelists.length, "panelist"),
    ...columns(panelists.slice(0, NAMED).map(cellsOf)),
    ...(rest > 0 ? [`… and ${rest.toLocaleString("en-GB")} more`] : []),
    `at most ${counted(calls, "call")}, about ${counted(inputTokens, "token")} in and ` +
    `${outputTokens.toLocaleString("en-GB")} out, cost ${cost === null ? "" : "about "}${
      dollars(cost)
    }`,
    ...warnings,
  ].join("\n"));
}

function cellsOf({ persona, variant, models }: Panelist): string[] {
  const name = `${cut(persona.name ?? "Anonymous", 32)}${variant ? ` (v${variant.index})` : ""}`;
  return [name, models.map((model) => model.name).join(", ")];
}
