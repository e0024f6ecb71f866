import { type Tally } from "../analysis/tally.ts";
import { percent } from "./bars.ts";
import { base, countOf, methodOf } from "./base.ts";
import { escaped } from "./escape.ts";
import { COLOURS } from "./theme.ts";

/** What a cell shows: words, or a share in [0, 1] as a bar. */
export type Cell = string | { readonly share: number };

/** How a table looks. */
export interface TableLook {
  /** What stands above it. @default "" */
  readonly caption?: string;
  /** The columns that are set to the right, by place. @default [] */
  readonly right?: readonly number[];
}

// Notebooks centre tables, set every cell to the right, and break captions to the width of a table.
const TABLE = "margin:.2em 0 1em;min-width:34em";
const CAPTION = "text-align:left;caption-side:top;color:inherit;padding:.3em 0";

/** A table in HTML; every word is escaped. */
export function table(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  { caption = "", right = [] }: TableLook = {},
): string {
  const cells = (row: readonly Cell[], tag: string) =>
    row.map((cell, place) => {
      const side = right.includes(place) ? "right" : "left";
      return `<${tag} style="text-align:${side}">${cellOf(cell)}</${tag}>`;
    }).join("");
  return [
    `<table style="${TABLE}">`,
    caption === "" ? "" : `<caption style="${CAPTION}">${escaped(caption)}</caption>`,
    `<thead><tr>${cells(head, "th")}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</tbody></table>`,
  ].join("");
}

/** How wide the bar of everybody is, in the width of a letter. */
const WHOLE = 16;

function cellOf(cell: Cell): string {
  if (typeof cell === "string") return escaped(cell);
  const size = `height:.8em;width:${(cell.share * WHOLE).toFixed(2)}em`;
  return `<div style="width:${WHOLE}em"><div style="${size};background:${COLOURS.panel}"></div></div>`;
}

/** A tally as an HTML table, with what it is of above it. */
export function tallyTable(tally: Tally): string {
  const { text, context: { label = "", notice } } = tally;
  const notes = [label, ...base(tally), notice ?? ""].filter((note) => note !== "");
  return sharesTable(tally, { caption: `${text} (${notes.join("; ")})`, hasBars: false });
}

/** A tally as an HTML table with bars, where everything else of it is told already. */
export function barsTable(tally: Tally): string {
  return sharesTable(tally, { caption: "", hasBars: true });
}

function sharesTable(
  tally: Tally,
  { caption, hasBars }: { readonly caption: string; readonly hasBars: boolean },
): string {
  const { shares, intervals, nEffective } = tally;
  const rows = tally.options.map(({ value, label }) => {
    const share = shares[value] ?? 0;
    const told = nEffective === 0 ? ["no data", ""] : [percent(share), rangeText(intervals[value])];
    return [label, ...(hasBars ? [{ share }] : []), countOf(tally, value), ...told];
  });
  const head = ["option", ...(hasBars ? [""] : []), "count", "share", methodOf(tally)];
  return table(head, rows, { caption, right: hasBars ? [2, 3] : [1, 2] });
}

function rangeText(interval: { readonly low: number; readonly high: number } | undefined): string {
  return interval === undefined ? "" : `${percent(interval.low)} to ${percent(interval.high)}`;
}
