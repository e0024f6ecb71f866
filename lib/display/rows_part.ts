import { type Markish, type ScaleOptions } from "@observablehq/plot";
import { width } from "./columns.ts";
import { type Pen } from "./pen.ts";
import { CHART_WIDTH, COLOURS, FONT, SIDE } from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/** Rows with their labels at the left, in one group or in several below each other. */
export interface RowsPart {
  /** What is shown in each row: its key, which the marks use as `row`, and its label. */
  readonly rows: readonly RowLabel[];
  /** The heading of each group, in lines; one group without a heading is `[[]]`. */
  readonly heads: readonly (readonly string[])[];
  /** The scale from left to right. */
  readonly x: ScaleOptions;
  /** The marks, which are told how high a row is. */
  readonly marks: (row: number) => readonly Markish[];
  /** How it looks. */
  readonly look?: RowsLook;
}

/** A row's key and what is written at its left. */
export interface RowLabel {
  readonly key: string;
  readonly label: string;
}

/** What stands in a row: marks find their place by these. */
export interface InRow {
  /** The key of the row. */
  readonly row: string;
  /** The place of the group. */
  readonly group: number;
}

/** The place of a mark, by the members of what stands in a row. */
export const IN_ROW = { y: "row", fy: "group" } as const;

/** How rows look. */
export interface RowsLook {
  /** The width in pixels. @default {that of a chart} */
  readonly width?: number;
  /** The room at the right, in pixels. @default 32 */
  readonly right?: number;
  /** How many columns the labels at the left have. @default 34 */
  readonly labels?: number;
  /** Whether the labels are left out, because they stand beside another part. @default false */
  readonly isBare?: boolean;
  /** The least height of a row, in pixels. @default 26 */
  readonly row?: number;
}

const LINE = 14;
const AXIS = 28;
const SCALE_LABEL = 16;

/** The height of a heading with so many lines, in pixels. */
function headRoom(lines: number): number {
  return lines === 0 ? 0 : 16 + LINE * lines;
}

/** Draws rows: as high as the longest label needs, groups apart by their headings. */
export function rowsPart({ Plot, document }: Pen, part: RowsPart): Element {
  const { rows, heads, x, marks } = part;
  const { texts, row, size, between } = layoutOf(part);
  const groups = heads.map((_, place) => place);
  const label = x.label ?? null;
  return Plot.plot({
    document,
    ...size,
    style: { fontFamily: FONT },
    x: { ...x, label: null },
    y: { domain: rows.map(({ key }) => key), label: null, axis: null },
    fy: { domain: groups, axis: null, paddingInner: between, paddingOuter: 0 },
    marks: [
      Plot.gridX({ ...(x.ticks === undefined ? {} : { ticks: x.ticks }), strokeOpacity: 0.12 }),
      Plot.axisX({
        anchor: "bottom",
        ...(x.ticks === undefined ? {} : { ticks: x.ticks }),
        // The types of the mark and of the scale differ in the word for nothing.
        ...(x.tickFormat == null ? {} : { tickFormat: x.tickFormat }),
        ...{ label, labelAnchor: "center", labelArrow: "none", labelOffset: 36 },
      }),
      part.look?.isBare ? null : Plot.axisY({
        ...{ tickSize: 0, lineHeight: 1.1 },
        tickFormat: (key: string) => texts.get(key)?.join("\n"),
      }),
      ...marks(row),
      Plot.text(groups, {
        ...HEAD,
        fy: groups,
        text: heads.map((lines) => lines.join("\n")),
        dx: SIDE - size.marginLeft,
      }),
    ],
  });
}

const HEAD = {
  frameAnchor: "top-left",
  textAnchor: "start",
  lineAnchor: "bottom",
  lineHeight: 1.15,
  dy: -6,
  fontWeight: 600,
  fill: COLOURS.ink,
} as const;

function layoutOf({ rows, heads, x, look = {} }: RowsPart) {
  const { width: wide = CHART_WIDTH, right = 32, labels = 34, row: least = 26, isBare } = look;
  const texts = new Map(rows.map(({ key, label }) => [key, wrapped(label, labels, { most: 4 })]));
  const lines = [...texts.values()];
  const row = Math.max(least, 12 + LINE * Math.max(1, ...lines.map(({ length }) => length)));
  const group = Math.max(1, rows.length) * row;
  const head = headRoom(Math.max(0, ...heads.map(({ length }) => length)));
  const [marginTop, marginBottom] = [8 + head, AXIS + (x.label ? SCALE_LABEL : 0)];
  const count = Math.max(1, heads.length);
  return {
    texts,
    row,
    // A band of one has no neighbour, but would be made smaller all the same.
    between: count > 1 ? head / (group + head) : 0,
    size: {
      width: wide,
      height: marginTop + count * group + (count - 1) * head + marginBottom,
      ...{ marginTop, marginBottom, marginRight: right },
      marginLeft: isBare ? SIDE : labelRoom(lines.flat()),
    },
  };
}

/** The room that labels need at the left, in pixels. */
export function labelRoom(lines: readonly string[]): number {
  return 28 + 7 * Math.max(4, ...lines.map(width));
}

/** Insets that leave so many pixels in the middle of a row. */
export function centred(height: number, row: number) {
  // A tenth of the row is the space between rows.
  const inset = (0.9 * row - height) / 2;
  return { insetTop: inset, insetBottom: inset };
}
