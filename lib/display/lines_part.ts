import { type Markish, type ScaleOptions } from "@observablehq/plot";
import { cut } from "./columns.ts";
import { endLabels } from "./end_labels.ts";
import { type Pen } from "./pen.ts";
import { type SeriesStyle, signOf } from "./series.ts";
import { CHART_WIDTH, COLOURS, FONT, SIDE } from "./theme.ts";

/** A point of a line, with its interval where it has one. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** A line through points, with its name at its end. */
export interface Line {
  readonly points: readonly Point[];
  readonly style: SeriesStyle;
  readonly label: string;
}

/** A value to hold lines against. */
export interface Level {
  readonly y: number;
  readonly label: string;
  readonly dash: string;
}

/** A place from left to right where something happened. */
export interface Moment {
  readonly x: number;
  readonly label: string;
}

/** Lines over a scale, with what they are held against. */
export interface LinesPart {
  /** The heading, in lines; where it is one of several parts. */
  readonly head: readonly string[];
  readonly x: ScaleOptions & { readonly domain: readonly [number, number] };
  readonly y: ScaleOptions & { readonly domain: readonly [number, number] };
  readonly lines: readonly Line[];
  readonly levels?: readonly Level[];
  readonly moments?: readonly Moment[];
  /** The height of the drawing without its edges, in pixels. @default 150 */
  readonly height?: number;
}

const LEFT = 64;
const RIGHT = 176;
const LINE = 14;
const LABEL_COLUMNS = 20;
/** The way from the end of the scale to the labels, in pixels. */
const LEAD = 18;

/** Draws lines with a sign at each point, and names them at their ends. */
export function linesPart(pen: Pen, part: LinesPart): Element {
  const { Plot, document } = pen;
  const { head, x, y, lines, levels = [], moments = [], height = 150 } = part;
  const marginTop = 10 + LINE * head.length + (moments.length > 0 ? LINE + 6 : 4);
  const marginBottom = x.label ? 44 : 28;
  return Plot.plot({
    document,
    ...{ width: CHART_WIDTH, height: marginTop + height + marginBottom },
    ...{ marginTop, marginBottom, marginLeft: LEFT, marginRight: RIGHT },
    style: { fontFamily: FONT },
    x: { ...x, label: null },
    y: { ...y, label: null },
    marks: [
      Plot.gridY({ ticks: 4, strokeOpacity: 0.12 }),
      Plot.axisX({
        ...(x.ticks === undefined ? {} : { ticks: x.ticks }),
        ...(x.tickFormat == null ? {} : { tickFormat: x.tickFormat }),
        ...{ label: x.label ?? null, labelAnchor: "center", labelArrow: "none", labelOffset: 36 },
      }),
      Plot.axisY({ ticks: 4, ...(y.tickFormat == null ? {} : { tickFormat: y.tickFormat }) }),
      Plot.ruleY([y.domain[0]], { stroke: COLOURS.ink }),
      ...levels.map((level) =>
        Plot.ruleY([level.y], { stroke: COLOURS.ink, strokeDasharray: level.dash || "none" })
      ),
      ...momentMarks(pen, part),
      ...lines.flatMap((line) => lineMarks(pen, line)),
      ...labelMarks(pen, part, height),
      Plot.text([head.join("\n")], {
        ...{ frameAnchor: "top-left", textAnchor: "start", lineAnchor: "top", lineHeight: 1.15 },
        ...{ dx: SIDE - LEFT, dy: 8 - marginTop, fontWeight: 600, fill: COLOURS.ink },
      }),
    ],
  });
}

function lineMarks({ Plot }: Pen, { points, style }: Line): Markish[] {
  const ranges = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  return [
    Plot.ruleX(ranges, { x: "x", y1: "low", y2: "high", stroke: style.colour, strokeOpacity: 0.6 }),
    Plot.line(points, {
      ...{ x: "x", y: "y", stroke: style.colour, strokeWidth: 2 },
      strokeDasharray: style.dash || "none",
    }),
    Plot.dot(points, { x: "x", y: "y", r: 3.5, ...signOf(style) }),
  ];
}

function momentMarks({ Plot }: Pen, { moments = [], x: { domain } }: LinesPart): Markish[] {
  return moments.flatMap((moment) => {
    const place = (moment.x - domain[0]) / (domain[1] - domain[0]);
    const textAnchor = place < 0.25 ? "start" : place > 0.75 ? "end" : "middle";
    return [
      Plot.ruleX([moment], { x: "x", stroke: COLOURS.ink, strokeWidth: 1.5 }),
      Plot.text([moment], {
        ...{ x: "x", text: "label", frameAnchor: "top", lineAnchor: "bottom", dy: -4, textAnchor },
        ...{ fill: COLOURS.ink, fontWeight: 600 },
      }),
    ];
  });
}

/** The names of lines and levels at the right, apart from each other, each led to from its end. */
function labelMarks({ Plot }: Pen, part: LinesPart, height: number): Markish[] {
  const { x: { domain: [first, last] }, y: { domain: [bottom, top] }, lines, levels = [] } = part;
  const ends = [
    ...lines.flatMap(({ label, points }) =>
      points.slice(-1).map(({ x, y }) => ({ text: cut(label, LABEL_COLUMNS), y, x }))
    ),
    ...levels.map(({ label, y }) => ({ text: cut(label, LABEL_COLUMNS), y, x: last })),
  ];
  const labels = endLabels(ends, { least: LINE * (top - bottom) / height, top });
  const beyond = last + LEAD * (last - first) / (CHART_WIDTH - LEFT - RIGHT);
  return [
    ...labels.map(({ x, y, at }) =>
      Plot.line([[x, y], [last, y], [beyond, at]], { stroke: COLOURS.ink, strokeOpacity: 0.35 })
    ),
    Plot.text(labels, {
      ...{ x: () => beyond, y: "at", text: "text", textAnchor: "start", dx: 4 },
      ...{ fill: COLOURS.ink },
    }),
  ];
}
