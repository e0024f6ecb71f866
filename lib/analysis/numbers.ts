import { type Row } from "../rows/row.ts";
import { type Summary, summary } from "../statistics/summary.ts";
import { personaOf } from "./clusters.ts";

/**
 * The numbers of rows, summarised. Where several answers come from one persona, its mean counts once: the
 * standard error is then that of personas, and n their number.
 *
 * @param rows The rows of one question; those without a number are left out.
 */
export function summariseNumbers(
  rows: Iterable<Row>,
  { clustered = false }: { readonly clustered?: boolean | undefined } = {},
): Summary {
  const groups = new Map<string, number[]>();
  let place = 0;
  for (const { status, answer, panelist } of rows) {
    if (status !== "ok" || typeof answer !== "number") continue;
    const key = clustered ? personaOf(panelist) : String(place++);
    const group = groups.get(key);
    if (group) group.push(answer);
    else groups.set(key, [answer]);
  }
  return summary([...groups.values()].map((group) => summary(group).mean));
}
