import { type Tally } from "../analysis/tally.ts";
import { base, methodOf } from "./base.ts";
import { tallyLines } from "./bars.ts";
import { Chart } from "./chart.ts";
import { width } from "./columns.ts";
import { plain } from "./escape.ts";
import {
  CHART_WIDTH,
  COLOURS,
  drawingDocument,
  FONT,
  type Frame,
  framed,
  roomFor,
  SIDE,
} from "./theme.ts";
import { wrapped } from "./wrapped.ts";

interface Bar {
  readonly group: number;
  readonly option: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const LINE = 14;
const AXIS = 28;
const HEAD_COLUMNS = 82;

/**
 * Shares with their 95 % intervals, as bars; several tallies of one question one below the other.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, scripted } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * assert((await result.plot("tier").svg()).startsWith("<svg"));
 * ```
 */
export function sharesChart(tallies: readonly Tally[]): Chart {
  const lines = () => plain([...tallies.flatMap(tallyLines), ...noticeOf(tallies)].join("\n"));
  const frame = {
    title: tallies[0]?.text ?? "No data",
    foot: footOf(tallies).join(" · "),
    get description() {
      return lines();
    },
  };
  return new Chart(() => draw(tallies, frame), lines);
}

async function draw(tallies: readonly Tally[], frame: Frame): Promise<string> {
  const Plot = await import("@observablehq/plot");
  const bars = tallies.flatMap(barsOf);
  const groups = tallies.map((_, place) => place);
  const { heads, labels, ...layout } = layoutOf(tallies, frame);
  const common = { y: "option", fy: "group" };
  const caps = { stroke: COLOURS.ink, ...centred(8, layout.row) };
  const drawn = Plot.plot({
    document: await drawingDocument(),
    ...layout.size,
    style: { fontFamily: FONT },
    x: { domain: [0, 1], ticks: 5, label: null, grid: true, tickFormat: percentTick },
    y: { domain: [...labels.keys()], label: null },
    fy: { domain: groups, axis: null, paddingInner: layout.between, paddingOuter: 0 },
    marks: [
      Plot.axisY({
        tickSize: 0,
        lineHeight: 1.1,
        tickFormat: (value: string) => labels.get(value),
      }),
      Plot.barX(bars, { ...common, x: "share", fill: COLOURS.panel, ...centred(19, layout.row) }),
      Plot.ruleY(bars, { ...common, x1: "low", x2: "high", stroke: COLOURS.ink, strokeWidth: 1.5 }),
      Plot.tickX(bars, { ...common, x: "low", ...caps }),
      Plot.tickX(bars, { ...common, x: "high", ...caps }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
      Plot.text(groups, { fy: groups, text: heads, ...HEAD, dx: SIDE - layout.size.marginLeft }),
      Plot.text(groups.filter((place) => tallies[place]?.nEffective === 0), {
        fy: (place) => place,
        text: () => "no valid answers",
        frameAnchor: "middle",
      }),
    ],
  });
  return framed(drawn, frame);
}

/** Insets that leave so many pixels in the middle of a row. */
function centred(height: number, row: number) {
  // A tenth of the row is the space between rows.
  const inset = (0.9 * row - height) / 2;
  return { insetTop: inset, insetBottom: inset };
}

const HEAD = {
  frameAnchor: "top-left",
  textAnchor: "start",
  lineAnchor: "bottom",
  lineHeight: 1.15,
  dy: -6,
  fontWeight: 600,
} as const;

/** Where everything goes: rows as high as the longest label needs, groups apart by their headings. */
function layoutOf(tallies: readonly Tally[], frame: Frame) {
  const labels = new Map(
    (tallies[0]?.options ?? []).map(({ value, label }) => [value, wrapped(label, 34, { most: 4 })]),
  );
  const heads = tallies.length > 1 ? tallies.map(headOf) : tallies.map(() => []);
  const [highest, widest] = extent([...labels.values()]);
  const headRoom = heads.length > 1 ? 16 + LINE * extent(heads)[0] : 0;
  const row = 12 + LINE * Math.max(1, highest);
  const group = Math.max(1, labels.size) * row;
  const room = roomFor(frame);
  const [marginTop, marginBottom] = [room.top + 8 + headRoom, room.bottom + AXIS];
  const count = Math.max(1, tallies.length);
  return {
    heads: heads.map((lines) => lines.join("\n")),
    labels: new Map([...labels].map(([value, lines]) => [value, lines.join("\n")])),
    row,
    between: headRoom / (group + headRoom),
    size: {
      width: CHART_WIDTH,
      height: marginTop + count * group + (count - 1) * headRoom + marginBottom,
      ...{ marginTop, marginBottom, marginLeft: 28 + 7 * Math.max(4, widest), marginRight: 32 },
    },
  };
}

/** The most lines of any text, and the most columns of any line. */
function extent(texts: readonly (readonly string[])[]): readonly [lines: number, columns: number] {
  return [
    Math.max(0, ...texts.map((lines) => lines.length)),
    Math.max(0, ...texts.flat().map(width)),
  ];
}

function percentTick(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The heading of a group: in one line, or its name and its base in lines of their own. */
function headOf(tally: Tally): string[] {
  const texts = [tally.context.label ?? "", base(tally).join(" · ")];
  const whole = texts.join(" · ");
  return (width(whole) <= HEAD_COLUMNS ? [whole] : texts)
    .flatMap((text) => wrapped(text, HEAD_COLUMNS, { most: 2 }));
}

function barsOf(tally: Tally, group: number): Bar[] {
  if (tally.nEffective === 0) return [];
  const { shares, intervals } = tally;
  return tally.options.map(({ value }) => ({
    group,
    option: value,
    share: shares[value] ?? 0,
    low: intervals[value]?.low ?? 0,
    high: intervals[value]?.high ?? 0,
  }));
}

function footOf(tallies: readonly Tally[]): string[] {
  const [only, ...others] = tallies;
  return [
    ...(only === undefined || others.length > 0 ? [] : base(only)),
    ...(tallies.some(({ n }) => n > 0) ? tallies.slice(0, 1).map(methodOf) : []),
    ...noticeOf(tallies),
  ];
}

function noticeOf(tallies: readonly Tally[]): string[] {
  const notice = tallies[0]?.context.notice;
  return notice ? [notice] : [];
}
