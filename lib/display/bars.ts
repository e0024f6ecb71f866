import { type Tally } from "../analysis/tally.ts";
import { columns, cut } from "./columns.ts";

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
  const head = [
    tally.context.label === undefined ? "" : `${tally.context.label} · `,
    `${tally.question} · ${cut(tally.text, 72)}`,
  ].join("");
  const missing = missingLine(tally);
  if (tally.n === 0) return [head, "  no valid answers", ...missing];
  const { shares, intervals, counts } = tally;
  const rows = tally.options.map(({ value, label }) => {
    const { low = 0, high = 0 } = intervals[value] ?? {};
    const range = `[${Math.round(100 * low)}, ${Math.round(100 * high)}]`;
    const share = shares[value] ?? 0;
    return [
      cut(label, 28),
      bar(share, 24).padEnd(24),
      percent(share),
      range,
      String(counts[value]),
    ];
  });
  const unit = tally.multiple ? "people, who could name several" : "answers";
  return [
    head,
    ...columns(rows, [2, 3, 4]).map((line) => `  ${line}`),
    `  n = ${tally.n} ${unit}; 95 % Wilson intervals`,
    ...missing,
  ];
}

function missingLine({ statuses }: Tally): string[] {
  const parts = (["refused", "unparsable", "failed", "skipped", "late"] as const)
    .filter((status) => statuses[status] > 0)
    .map((status) => `${statuses[status]} ${status}`);
  return parts.length === 0 ? [] : [`  not counted: ${parts.join(", ")}`];
}
