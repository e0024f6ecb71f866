import { type Tally } from "../analysis/tally.ts";
import { tallyLines } from "./bars.ts";
import { Chart } from "./chart.ts";
import { cut, width } from "./columns.ts";
import { COLOURS, drawingDocument, FONT, svgText } from "./theme.ts";

interface Bar {
  readonly group: string;
  readonly option: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * Shares with their 95 % intervals, as bars; several tallies of one question side by side.
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
  const text = () => [...tallies.flatMap(tallyLines), ...noticeOf(tallies)].join("\n");
  return new Chart(() => draw(tallies), text);
}

async function draw(tallies: readonly Tally[]): Promise<string> {
  const Plot = await import("@observablehq/plot");
  const bars = tallies.flatMap(barsOf);
  const options = (tallies[0]?.options ?? []).map(({ label }) => cut(label, 32));
  const isGrouped = tallies.length > 1;
  const title = cut(tallies[0]?.text ?? "", 90);
  const foot = [...footOf(tallies), ...noticeOf(tallies)].join(" · ");
  const common = { y: "option", ...(isGrouped ? { fy: "group" } : {}) };
  const drawn = Plot.plot({
    document: drawingDocument(),
    width: 640,
    height: 92 + tallies.length * (26 * options.length + (isGrouped ? 14 : 0)),
    marginTop: 44,
    marginBottom: 48,
    marginLeft: 24 + 6.6 * Math.max(4, ...options.map(width)),
    marginRight: isGrouped
      ? 40 + 6 * Math.max(...tallies.map((t) => width(t.context.label ?? "")))
      : 40,
    style: { fontFamily: FONT, fontSize: "12px" },
    x: {
      domain: [0, 1],
      tickFormat: (share: number) => `${Math.round(share * 100)} %`,
      ticks: 5,
      label: null,
      grid: true,
    },
    y: { domain: options, label: null, tickSize: 0 },
    ...(isGrouped ? { fy: { label: null } } : {}),
    marks: [
      Plot.barX(bars, {
        ...common,
        x: "share",
        fill: COLOURS.panel,
        fillOpacity: 0.75,
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.ruleY(bars, { ...common, x1: "low", x2: "high", stroke: COLOURS.ink, strokeWidth: 1.5 }),
      Plot.tickX(bars, { ...common, x: "low", stroke: COLOURS.ink, insetTop: 8, insetBottom: 8 }),
      Plot.tickX(bars, { ...common, x: "high", stroke: COLOURS.ink, insetTop: 8, insetBottom: 8 }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
      Plot.text([title], {
        frameAnchor: "top-left",
        dx: -16,
        dy: -36,
        fontSize: 14,
        fontWeight: 600,
        fill: COLOURS.ink,
        ...first(tallies),
      }),
      Plot.text([foot], {
        frameAnchor: "bottom-left",
        dx: -16,
        dy: 44,
        fill: COLOURS.faint,
        fontSize: 11,
        ...last(tallies),
      }),
    ],
  });
  return svgText(drawn, { title, description: tallies.flatMap(tallyLines).join("\n") });
}

// In a chart of groups the title stands over the first and the foot under the last.
function first(tallies: readonly Tally[]) {
  return tallies.length > 1 ? { fy: [tallies[0]?.context.label] } : {};
}

function last(tallies: readonly Tally[]) {
  return tallies.length > 1 ? { fy: [tallies.at(-1)?.context.label] } : {};
}

function barsOf(tally: Tally): Bar[] {
  if (tally.n === 0) return [];
  return tally.options.map(({ value, label }) => ({
    group: tally.context.label ?? "",
    option: cut(label, 32),
    share: tally.shares[value] ?? 0,
    low: tally.intervals[value]?.low ?? 0,
    high: tally.intervals[value]?.high ?? 0,
    count: tally.counts[value] ?? 0,
  }));
}

function footOf(tallies: readonly Tally[]): string[] {
  const sizes = tallies.map(({ n }) => n);
  return [`n = ${[...new Set(sizes)].join(", ")}`, "95 % Wilson intervals"];
}

function noticeOf(tallies: readonly Tally[]): string[] {
  const notice = tallies[0]?.context.notice;
  return notice ? [notice] : [];
}
