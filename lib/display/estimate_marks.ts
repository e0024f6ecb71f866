import { type Markish } from "@observablehq/plot";
import { type InRange, intervalMarks } from "./interval_marks.ts";
import { type Pen } from "./pen.ts";
import { IN_ROW } from "./rows_part.ts";
import { type SeriesStyle, signOf } from "./series.ts";

/** A value in a row, with its interval. */
export interface InRowValue extends InRange {
  readonly value: number;
}

/** Values as signs upon their intervals. */
export function estimateMarks(
  pen: Pen,
  values: readonly InRowValue[],
  { row, style, dy = 0 }: {
    readonly row: number;
    readonly style: SeriesStyle;
    readonly dy?: number;
  },
): Markish[] {
  return [
    ...intervalMarks(pen, values, { row, dy, stroke: style.colour }),
    pen.Plot.dot(values, { ...IN_ROW, x: "value", r: 4.5, dy, ...signOf(style) }),
  ];
}
