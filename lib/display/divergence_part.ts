import { type Markish } from "@observablehq/plot";
import { estimateMarks, type InRowValue } from "./estimate_marks.ts";
import { type Pen } from "./pen.ts";
import { centred, IN_ROW, type InRow, type RowLabel, rowsPart } from "./rows_part.ts";
import { PANEL } from "./series.ts";
import { type Said, sideMarks } from "./side_marks.ts";
import { COLOURS } from "./theme.ts";

/** What is drawn of a divergence in a row; what is absent is left out. */
export interface DivergenceRow {
  readonly label: string;
  /** A panel's corrected divergence with its interval. */
  readonly panel?: Pick<InRowValue, "value" | "low" | "high">;
  /** What chance alone gives: the mean, and what 95 of 100 stay at or below. */
  readonly chance?: { readonly mean: number; readonly floor95: number | null };
  /** What a respondent without knowledge gets. */
  readonly ignorant?: number;
  /** What is written at the right. */
  readonly said: string;
}

/** Draws divergences in bits, one row each, against what chance gives and what knows nothing. */
export function divergencePart(
  pen: Pen,
  all: readonly DivergenceRow[],
  head: readonly string[],
): Element {
  const rows: RowLabel[] = all.map(({ label }, at) => ({ key: String(at), label }));
  const place = (at: number): InRow => ({ group: 0, row: String(at) });
  const said: Said[] = all.map(({ said }, at) => ({ ...place(at), said }));
  const values = all.flatMap(({ panel }, at) => panel ? [{ ...place(at), ...panel }] : []);
  return rowsPart(pen, {
    rows,
    heads: [head],
    x: { domain: domainOf(all), ticks: 5, label: "Jensen–Shannon divergence in bits" },
    look: { right: 178, labels: 30, row: 34 },
    marks: (row) => [
      ...nullMarks(pen, all.map((one, at) => ({ ...one, ...place(at) })), row),
      pen.Plot.ruleX([0], { stroke: COLOURS.ink }),
      ...estimateMarks(pen, values, { row, style: PANEL }),
      ...sideMarks(pen, said),
    ],
  });
}

function nullMarks({ Plot }: Pen, all: readonly (DivergenceRow & InRow)[], row: number): Markish[] {
  const floors = all.flatMap(({ chance, ...at }) => chance ? [{ ...at, ...chance }] : []);
  const ignorant = all.filter((one) => one.ignorant !== undefined);
  const inner = centred(16, row);
  const cross = { symbol: "times", stroke: COLOURS.ink, strokeWidth: 2, r: 4 } as const;
  return [
    Plot.barX(floors.filter(({ floor95 }) => floor95 !== null), {
      ...{ ...IN_ROW, ...inner, x1: 0, x2: "floor95", fill: COLOURS.shade },
    }),
    Plot.tickX(floors, { ...IN_ROW, ...inner, x: "mean", stroke: COLOURS.human, strokeWidth: 2 }),
    Plot.dot(ignorant, { ...IN_ROW, x: "ignorant", ...cross }),
  ];
}

function domainOf(all: readonly DivergenceRow[]): [number, number] {
  const values = all.flatMap(({ panel, chance, ignorant }) => [
    ...(panel ? [panel.value, panel.high] : []),
    ...[chance?.mean ?? 0, chance?.floor95 ?? 0, ignorant ?? 0],
  ]);
  const [least, most] = [Math.min(0, ...values), Math.max(0.01, ...values)];
  const edge = 0.05 * (most - least);
  // A sign left of nothing needs room beside the labels.
  return [least < 0 ? least - edge : 0, most + edge];
}
