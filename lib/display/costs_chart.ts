import { type Summary, summary } from "../statistics/summary.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns } from "./columns.ts";
import { counted } from "./counted.ts";
import { drawnList } from "./drawn_list.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { dollars } from "./money.ts";
import { type Pen, penOf } from "./pen.ts";
import { centred, IN_ROW, rowsPart } from "./rows_part.ts";
import { sideMarks } from "./side_marks.ts";
import { COLOURS } from "./theme.ts";

const COSTS = {
  what: "what models cost",
  each: "a model, its answers, and a cost or null, each a number from 0 on",
  isOne: (one: ModelCost) =>
    typeof one?.model === "string" && isAmount(one.answers) &&
    (one.cost === null || isAmount(one.cost)) && (one.latencies ?? []).every(isAmount),
};

function isAmount(given: unknown): boolean {
  return typeof given === "number" && Number.isFinite(given) && given >= 0;
}

/** What a model cost, and how long its replies took. */
export interface ModelCost {
  /** The model's name. */
  readonly model: string;
  /** How many answers it gave. */
  readonly answers: number;
  /** US dollars in all; null where a price is not known. */
  readonly cost: number | null;
  /** How long each reply took, in milliseconds. @default {not known} */
  readonly latencies?: readonly number[];
}

/**
 * What each model cost in all and for a thousand answers, and how long its replies took: the median, the
 * middle half of them and the longest.
 *
 * @throws {TypeError} When it is no list of these, or a number is not finite or below 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { costsChart } from "../../mod.ts";
 *
 * const latencies = [400, 600, 900];
 * const chart = costsChart([{ model: "haiku", answers: 50, cost: 0.02, latencies }]);
 * assert.match(String(chart), /haiku .*0.4000 per 1,000 .*median 0.6 s/);
 * ```
 */
export function costsChart(
  models: Iterable<ModelCost>,
  { title = "What the answers cost, and how long they took", notice = null }: ChartOptions = {},
): Chart {
  const all = drawnList(models, COSTS).map(placed);
  const isTimed = all.some(({ time }) => time !== null);
  const foot = isTimed ? ["time: the median, the middle half (thick) and the longest reply"] : [];
  const notices = notice === null ? [] : [notice];
  const words = () =>
    plain(
      [
        title,
        ...columns(all.map(({ model, ...one }) => [model, paid(one), timed(one)])),
        ...foot,
        ...notices,
      ].join("\n"),
    );
  return new Chart(async () => {
    const pen = await penOf();
    const parts = [costPart(pen, all), ...(isTimed ? [timePart(pen, all)] : [])];
    return framed(pen, all.length === 0 ? [] : parts.map((part) => [part]), {
      title: all.length === 0 ? "No data" : title,
      foot: [...foot, ...notices],
      description: words(),
    });
  }, words);
}

interface Placed extends Omit<ModelCost, "latencies"> {
  readonly row: string;
  readonly group: 0;
  readonly time: Summary | null;
}

function placed({ latencies = [], ...one }: ModelCost, place: number): Placed {
  const seconds = latencies.map((milliseconds) => milliseconds / 1000);
  const time = seconds.length === 0 ? null : summary(seconds);
  return { ...one, row: String(place), group: 0, time };
}

function rowsOf(all: readonly Placed[]) {
  return all.map(({ row, model }) => ({ key: row, label: model }));
}

const LOOK = { right: 178, labels: 30, row: 34 };

function costPart(pen: Pen, all: readonly Placed[]): Element {
  const { Plot } = pen;
  const priced = all.flatMap(({ cost, ...one }) => cost === null ? [] : [{ ...one, cost }]);
  const most = Math.max(0, ...priced.map(({ cost }) => cost));
  return rowsPart(pen, {
    rows: rowsOf(all),
    heads: [["Cost"]],
    x: { domain: [0, most === 0 ? 1 : most * 1.05], ticks: 4, tickFormat: (x: number) => `$${x}` },
    look: LOOK,
    marks: (row) => [
      Plot.barX(priced, { ...IN_ROW, x: "cost", fill: COLOURS.panel, ...centred(19, row) }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
      ...sideMarks(pen, all.map((one) => ({ ...one, said: paid(one).replace(", ", "\n") }))),
    ],
  });
}

function timePart(pen: Pen, all: readonly Placed[]): Element {
  const { Plot } = pen;
  const times = all.flatMap(({ row, group, time }) =>
    time === null ? [] : [{ row, group, ...time }]
  );
  const most = Math.max(...times.map(({ max }) => max));
  return rowsPart(pen, {
    rows: rowsOf(all),
    heads: [["Time of a reply"]],
    x: { domain: [0, most * 1.05], ticks: 4, tickFormat: (x: number) => `${x} s` },
    look: LOOK,
    marks: (row) => [
      Plot.ruleY(times, { ...IN_ROW, x1: "min", x2: "max", stroke: COLOURS.panel }),
      Plot.barX(times, {
        ...{ ...IN_ROW, x1: "q1", x2: "q3", fill: COLOURS.panel, ...centred(12, row) },
      }),
      Plot.tickX(times, {
        ...{ ...IN_ROW, x: "median", stroke: COLOURS.ink, strokeWidth: 2.5, ...centred(20, row) },
      }),
      ...sideMarks(pen, all.map((one) => ({ ...one, said: timed(one).replace(", ", "\n") }))),
    ],
  });
}

function paid({ cost, answers }: Pick<Placed, "cost" | "answers">): string {
  if (cost === null) return `price not known, ${counted(answers, "answer")}`;
  const thousand = answers === 0 ? "no answers" : `${dollars(1000 * cost / answers)} per 1,000`;
  return `${dollars(cost)}, ${thousand}`;
}

function timed({ time }: Pick<Placed, "time">): string {
  return time === null
    ? "time not known"
    : `median ${short(time.median)} s, longest ${short(time.max)} s`;
}

function short(seconds: number): string {
  return String(Number(seconds.toPrecision(3)));
}
