import { type Tally } from "../analysis/tally.ts";
import { tallyLines } from "./bars.ts";
import { Chart } from "./chart.ts";
import { cut, width } from "./columns.ts";
import {
  CHART_WIDTH,
  COLOURS,
  drawingDocument,
  FONT,
  type Frame,
  framed,
  roomFor,
} from "./theme.ts";

interface Bar {
  readonly group: string;
  readonly option: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const BAR = 26;
const LABEL = 32;

/**
 * Shares with their 95 % intervals, as bars; several tallies of one question one below the other.
 *
 * @example
 * ```ts
 * import { choice, instrument, panel, scripted } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * console.assert((await result.plot("tier").svg()).startsWith("<svg"));
 * ```
 */
export function sharesChart(tallies: readonly Tally[]): Chart {
  const lines = () => [...tallies.flatMap(tallyLines), ...noticeOf(tallies)].join("\n");
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
  const options = (tallies[0]?.options ?? []).map(({ label }) => cut(label, LABEL));
  const groups = tallies.map(groupOf);
  const isGrouped = tallies.length > 1;
  const common = { y: "option", ...(isGrouped ? { fy: "group" } : {}) };
  const caps = { stroke: COLOURS.ink, insetTop: 8, insetBottom: 8 };
  const room = roomFor(frame);
  const drawn = Plot.plot({
    document: drawingDocument(),
    width: CHART_WIDTH,
    height: room.top + room.bottom + 36 + tallies.length * (BAR * options.length + 14),
    marginTop: room.top + 8,
    marginBottom: room.bottom + 28,
    marginLeft: 28 + 6.8 * Math.max(4, ...options.map(width)),
    marginRight: isGrouped ? 24 + 7 * Math.max(...groups.map(width)) : 32,
    style: { fontFamily: FONT, fontSize: "12px" },
    x: { domain: [0, 1], ticks: 5, label: null, grid: true, tickFormat: percentTick },
    y: { domain: options, label: null, tickSize: 0 },
    ...(isGrouped ? { fy: { domain: groups, label: null } } : {}),
    marks: [
      Plot.barX(bars, { ...common, x: "share", fill: COLOURS.panel, insetTop: 2, insetBottom: 2 }),
      Plot.ruleY(bars, { ...common, x1: "low", x2: "high", stroke: COLOURS.ink, strokeWidth: 1.5 }),
      Plot.tickX(bars, { ...common, x: "low", ...caps }),
      Plot.tickX(bars, { ...common, x: "high", ...caps }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
    ],
  });
  return framed(drawn, frame);
}

function percentTick(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function groupOf({ context }: Tally): string {
  return cut(context.label ?? "", 24);
}

function barsOf(tally: Tally): Bar[] {
  if (tally.n === 0) return [];
  const { shares, intervals } = tally;
  return tally.options.map(({ value, label }) => ({
    group: groupOf(tally),
    option: cut(label, LABEL),
    share: shares[value] ?? 0,
    low: intervals[value]?.low ?? 0,
    high: intervals[value]?.high ?? 0,
  }));
}

function footOf(tallies: readonly Tally[]): string[] {
  const sizes = new Set(tallies.map(({ n }) => n));
  return [`n = ${[...sizes].join(", ")}`, "95 % Wilson intervals", ...noticeOf(tallies)];
}

function noticeOf(tallies: readonly Tally[]): string[] {
  const notice = tallies[0]?.context.notice;
  return notice ? [notice] : [];
}
