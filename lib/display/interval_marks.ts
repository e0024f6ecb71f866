import { type Markish } from "@observablehq/plot";
import { type Pen } from "./pen.ts";
import { centred, IN_ROW, type InRow } from "./rows_part.ts";
import { COLOURS } from "./theme.ts";

/** A range in a row, from left to right. */
export interface InRange extends InRow {
  readonly low: number;
  readonly high: number;
}

/** Intervals as lines with a cap at each end, in the middle of rows that are so high. */
export function intervalMarks(
  { Plot }: Pen,
  ranges: readonly InRange[],
  { row, stroke = COLOURS.ink, dy = 0 }: {
    readonly row: number;
    readonly stroke?: string;
    readonly dy?: number;
  },
): Markish[] {
  const caps = { ...IN_ROW, stroke, dy, ...centred(8, row) };
  return [
    Plot.ruleY(ranges, { ...IN_ROW, x1: "low", x2: "high", stroke, dy, strokeWidth: 1.5 }),
    Plot.tickX(ranges, { ...caps, x: "low" }),
    Plot.tickX(ranges, { ...caps, x: "high" }),
  ];
}
