import { type Tally } from "../analysis/tally.ts";
import { percent } from "./bars.ts";
import { base, countOf, methodOf } from "./base.ts";
import { escaped } from "./escape.ts";

/** A table in HTML; every cell is escaped. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  caption = "",
): string {
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell) => `<${tag} style="text-align:left">${escaped(cell)}</${tag}>`).join("");
  return [
    "<table>",
    caption === "" ? "" : `<caption style="text-align:left">${escaped(caption)}</caption>`,
    `<thead><tr>${cells(head, "th")}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</tbody></table>`,
  ].join("");
}

/** A tally as an HTML table. */
export function tallyTable(tally: Tally): string {
  const { shares, intervals, context, n } = tally;
  const rows = tally.options.map(({ value, label }) => [
    label,
    countOf(tally, value),
    n === 0 ? "no data" : percent(shares[value] ?? 0),
    n === 0 ? "" : rangeText(intervals[value]),
  ]);
  const notes = [context.label ?? "", ...base(tally), context.notice ?? ""]
    .filter((note) => note !== "");
  const head = ["option", "count", "share", methodOf(tally)];
  return table(head, rows, `${tally.text} (${notes.join("; ")})`);
}

function rangeText(interval: { readonly low: number; readonly high: number } | undefined): string {
  return interval === undefined ? "" : `${percent(interval.low)} to ${percent(interval.high)}`;
}
