import { type Markish } from "@observablehq/plot";
import { type Pen } from "./pen.ts";
import { IN_ROW, type InRow } from "./rows_part.ts";
import { COLOURS } from "./theme.ts";

/** Words at the right of a row. */
export interface Said extends InRow {
  readonly said: string;
}

/** Words at the right of rows, in the room that is left there. */
export function sideMarks({ Plot }: Pen, all: readonly Said[]): Markish[] {
  return [Plot.text(all, {
    ...{ ...IN_ROW, text: "said", frameAnchor: "right", textAnchor: "start", dx: 10 },
    ...{ fill: COLOURS.ink, lineHeight: 1.1 },
  })];
}
