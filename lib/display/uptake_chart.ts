import { wilson } from "../statistics/wilson.ts";
import { percent } from "./bars.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns } from "./columns.ts";
import { points } from "./convergence_words.ts";
import { drawnList } from "./drawn_list.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { type Line, linesPart } from "./lines_part.ts";
import { type Pen, penOf } from "./pen.ts";
import { seriesStyle } from "./series.ts";

/** How many took an item in one period. */
export interface Uptake {
  /** The item's id or name. */
  readonly item: string;
  /** The period, from 1. */
  readonly period: number;
  /** How many took it. */
  readonly taken: number;
  /** How many could have. */
  readonly of: number;
}

/**
 * The share of people who took each item, period by period, with its 95 % Wilson interval. Lines differ in
 * their signs and dashes and are named at their ends; a period in which nobody could choose is left out.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { uptakeChart } from "../../mod.ts";
 *
 * const chart = uptakeChart([
 *   { item: "IPA", period: 1, taken: 5, of: 20 },
 *   { item: "IPA", period: 2, taken: 9, of: 20 },
 * ]);
 * assert.match(String(chart), /IPA {2}25 % {2}45 %/);
 * ```
 */
export function uptakeChart(
  uptakes: Iterable<Uptake>,
  { title = "Who took what, by period", notice = null }: ChartOptions = {},
): Chart {
  const all = drawnList(uptakes, {
    what: "who took what",
    each: "an item, its period, and how many took it of how many",
    isOne: isUptake,
  }).filter(({ of }) => of > 0);
  const items = Map.groupBy(all, ({ item }) => item);
  const isDrawn = items.size <= MOST_INTERVALS;
  const footOf = (width: string) => all.length === 0 ? [] : [sizeOf(all), width];
  const notices = notice === null ? [] : [notice];
  const words = () =>
    plain([title, ...tableOf(items), ...footOf(widthOf(all, items.size)), ...notices].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    return framed(pen, items.size === 0 ? [] : [[uptakePart(pen, all, items)]], {
      title: items.size === 0 ? "No data" : title,
      foot: [...footOf(isDrawn ? "95 % Wilson intervals" : widthOf(all, items.size)), ...notices],
      description: words(),
    });
  }, words);
}

function isUptake(given: Uptake): boolean {
  const { item, period, taken, of } = given ?? {};
  return typeof item === "string" && Number.isFinite(period) && Number.isFinite(of) && taken >= 0 &&
    taken <= of;
}

/** With how many items intervals are drawn. */
const MOST_INTERVALS = 5;

type ByItem = ReadonlyMap<string, readonly Uptake[]>;

function uptakePart(pen: Pen, all: readonly Uptake[], items: ByItem): Element {
  const periods = [...new Set(all.map(({ period }) => period))].sort((a, b) => a - b);
  const [first = 1, last = first] = [periods[0], periods.at(-1)];
  const lines: Line[] = [...items].map(([label, ones], place) => ({
    ...{ label, style: seriesStyle(place) },
    points: ones.toSorted((a, b) => a.period - b.period).map(({ period: x, taken, of }) => {
      const interval = items.size > MOST_INTERVALS ? {} : wilson(taken, of);
      return { x, y: taken / of, ...interval };
    }),
  }));
  const highest = Math.max(...lines.flatMap(({ points }) => points.map(({ y, high = y }) => high)));
  return linesPart(pen, {
    head: [],
    x: {
      domain: first === last ? [first - 1, last + 1] : [first, last],
      ...{ label: "period", ticks: ticksOf(first, last), tickFormat: String },
    },
    y: { domain: [0, Math.min(1, highest * 1.02)], tickFormat: percent },
    lines,
    height: Math.max(220, 16 * items.size),
  });
}

/** At most thirteen periods, evenly apart. */
function ticksOf(first: number, last: number): number[] {
  const step = Math.ceil((last - first + 1) / 13);
  return Array.from(
    { length: Math.floor((last - first) / step) + 1 },
    (_, at) => first + step * at,
  );
}

function sizeOf(all: readonly Uptake[]): string {
  const [least, most] = [
    Math.min(...all.map(({ of }) => of)),
    Math.max(...all.map(({ of }) => of)),
  ];
  return least === most ? `n = ${least} in every period` : `n from ${least} to ${most}`;
}

/** How wide intervals are, where they do not stand beside their shares. */
function widthOf(all: readonly Uptake[], items: number): string {
  const widest = Math.max(...all.map(({ taken, of }) => {
    const { low, high } = wilson(taken, of);
    return Math.max(high - taken / of, taken / of - low);
  }));
  const why = items <= MOST_INTERVALS ? "" : " (not drawn, to keep the lines apart)";
  return `95 % Wilson intervals${why} reach ${points(widest)} at most`;
}

function tableOf(items: ByItem): string[] {
  return columns([...items].map(([item, ones]) => [
    item,
    ...ones.toSorted((a, b) => a.period - b.period).map(({ taken, of }) => percent(taken / of)),
  ]));
}
