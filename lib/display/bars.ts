import { type Tally } from "../analysis/tally.ts";
import { base, countOf, methodOf } from "./base.ts";
import { columns, cut } from "./columns.ts";
import { plain } from "./escape.ts";

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar for a share in [0, 1], drawn in eighths of a column. */
export function bar(share: number, columnsWide: number): string {
  const eighths = Math.round(share * columnsWide * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

/** A share as a whole percentage. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/**
 * A tally as lines of text: for each option its bar, share, 95 % interval and count, then what has no
 * share.
 */
export function tallyLines(tally: Tally): string[] {
  const label = tally.context.label === undefined ? "" : `${tally.context.label} · `;
  const head = plain(`${label}${tally.question} · ${cut(tally.text, 72)}`);
  const [size, ...missing] = base(tally).map((line) => `  ${line}`);
  if (tally.nEffective === 0) return [head, size ?? "", ...missing];
  const { shares, intervals } = tally;
  const rows = tally.options.map(({ value, label }) => {
    const { low = 0, high = 0 } = intervals[value] ?? {};
    const range = `[${Math.round(100 * low)}, ${Math.round(100 * high)}]`;
    const share = shares[value] ?? 0;
    return [cut(label, 28), bar(share, 24), percent(share), range, countOf(tally, value)];
  });
  return [
    head,
    ...columns(rows, [2, 3, 4]).map((line) => `  ${line}`),
    `${size}; ${methodOf(tally)}`,
    ...missing,
  ];
}
