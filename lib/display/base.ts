import { Blend } from "../analysis/blend.ts";
import { type Statuses } from "../analysis/statuses.ts";
import { type Tally } from "../analysis/tally.ts";
import { counted } from "./counted.ts";
import { plain } from "./escape.ts";

/** What the shares of a tally are of, and, where there is some, what has no share: a text each. */
export function base(tally: Tally): string[] {
  const { n, nEffective, multiple, statuses, uncategorised } = tally;
  const worth = Math.floor(nEffective) < n
    ? `, worth ${Math.floor(nEffective).toLocaleString("en-GB")} independent ones`
    : "";
  const several = multiple ? ", each of which may name several options" : "";
  const by = tally.counted === null ? "" : `, by ${tally.counted}`;
  const weighted = tally.weighting === null ? "" : `, ${plain(tally.weighting)}`;
  return [
    n === 0 ? NOTHING : `n = ${counted(n, "answer")}${several}${by}${weighted}${worth}`,
    ...(tally instanceof Blend && n > 0 ? [blendOf(tally)] : []),
    ...notCounted(statuses, uncategorised),
  ];
}

/** What is said where nobody answered. */
export const NOTHING = "no valid answers";

/** How many rows count for nothing, by what became of them; nothing where all count. */
export function notCounted(statuses: Statuses, uncategorised = 0): string[] {
  const missing = (["refused", "unparsable", "failed", "skipped", "late"] as const)
    .filter((status) => statuses[status] > 0)
    .map((status) => `${statuses[status]} ${status}`);
  if (uncategorised > 0) missing.push(`${uncategorised} without an option`);
  return missing.length === 0 ? [] : [`not counted: ${missing.join(", ")}`];
}

/** How the intervals of a tally are made. */
export function methodOf(tally: Tally): string {
  return tally instanceof Blend ? "95 % MOVER intervals" : "95 % Wilson intervals";
}

/** How many answers count for an option; nothing in a blend, whose shares are not of counts. */
export function countOf(tally: Tally, option: string): string {
  return tally instanceof Blend ? "" : String(tally.counts[option] ?? 0);
}

function blendOf({ weights }: Blend): string {
  const parts = Object.entries(weights)
    .map(([name, weight]) => `${plain(name)} ${Math.round(100 * weight)} %`);
  return `a blend: ${parts.join(", ")}`;
}
