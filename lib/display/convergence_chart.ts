import {
  type Convergence,
  type ConvergencePoint,
  type QuestionConvergence,
} from "../analysis/convergence_report.ts";
import { type ConvergenceSettings } from "../analysis/convergence_options.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { convergenceLines, end, points } from "./convergence_words.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { type Level, type LinesPart, linesPart, type Moment, type Point } from "./lines_part.ts";
import { type Pen, penOf } from "./pen.ts";
import { samplesPart } from "./samples_part.ts";
import { HUMAN, PANEL } from "./series.ts";
import { wrapped } from "./wrapped.ts";

/** The words of a chart of convergence, and what its curves are held against. */
export interface ConvergenceChartOptions extends ChartOptions {
  /** People's answers to the same questions, judged by the same rule. @default {none} */
  readonly human?: Pick<Convergence, "perQuestion">;
}

/**
 * How the answers to each question came to be enough: the reading of the rule at every check, what it had to
 * stay below, what chance alone gives (by `jsd-batch`), and where the answers were enough. By `precision` the
 * reading is how far the farthest end of an interval is from its share. Where the report has a curve of humans,
 * that follows below: it is of samples and all of them, and so of another kind than the readings.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { convergence, convergenceChart } from "../../mod.ts";
 *
 * const answers = Array.from({ length: 120 }, (_, at) => at % 3 === 0 ? "yes" : "no");
 * const chart = convergenceChart(convergence(answers, { halfWidth: 0.2 }));
 * assert.match(String(chart), /^answer {2}enough at n = 80/m);
 * ```
 */
export function convergenceChart(
  report: Convergence,
  { human, title = titleOf(report), notice = report.notice }: ConvergenceChartOptions = {},
): Chart {
  const words = () =>
    plain([title, ...convergenceLines(report), notice ?? ""].join("\n").trimEnd());
  return new Chart(async () => {
    const pen = await penOf();
    const parts = [...partsOf(pen, report, human), ...samplesPart(pen, report)];
    return framed(pen, parts.map((part) => [part]), {
      ...{ title, foot: [...footOf(report.settings), notice ?? ""], description: words() },
    });
  }, words);
}

function partsOf(pen: Pen, report: Convergence, human: ConvergenceChartOptions["human"]) {
  const { settings, trackedQuestions, perQuestion } = report;
  const theirs = new Map(Object.entries(human?.perQuestion ?? {}));
  const read = readingOf(settings);
  const shown = trackedQuestions.flatMap((key) => {
    const ours = perQuestion[key];
    return ours === undefined
      ? []
      : [{ key, ours: whole(ours, settings), people: theirs.get(key) }];
  });
  const curves = shown.flatMap(({ ours, people }) => [...ours.curve, ...people?.curve ?? []]);
  const levels = shown.flatMap(({ ours }) => levelsOf(settings, ours));
  const x = {
    domain: [
      0,
      Math.max(Number.isFinite(settings.every) ? settings.every : 1, ...curves.map(({ n }) => n)),
    ] as const,
    ticks: 6,
  };
  const most = Math.max(...curves.map(read), ...levels.map(({ y }) => y), 0.01);
  return shown.map(({ key, ours, people }, place) => {
    const isLast = place === shown.length - 1;
    return linesPart(
      pen,
      {
        head: wrapped(`${key} · ${WHAT[settings.rule]}`, 82, { most: 2 }),
        x: isLast ? { ...x, label: "people who gave a valid answer" } : x,
        y: { domain: [0, most * 1.05], tickFormat: TICKS[settings.rule] },
        lines: [
          { label: "panel", style: PANEL, points: pointsOf(ours.curve, read) },
          ...(people === undefined
            ? []
            : [{ label: "people", style: HUMAN, points: pointsOf(people.curve, read) }]),
        ],
        ...{ levels: levelsOf(settings, ours), moments: momentsOf(ours) },
      } satisfies LinesPart,
    );
  });
}

/** A question with the answers as they stand now at the end of its curve, where the rule can read them. */
function whole(question: QuestionConvergence, { rule }: ConvergenceSettings): QuestionConvergence {
  const { curve, finalN: n, halfWidth } = question;
  if (rule !== "precision" || n === 0 || curve.at(-1)?.n === n) return question;
  return { ...question, curve: [...curve, { n, halfWidth }] };
}

const WHAT: Readonly<Record<ConvergenceSettings["rule"], string>> = {
  precision: "how far an interval reaches from its share, in points",
  "jsd-batch": "divergence of the last batch from everybody, in bits",
};

const TICKS: Readonly<Record<ConvergenceSettings["rule"], (value: number) => string>> = {
  precision: (value) => String(Math.round(100 * value)),
  "jsd-batch": (value) => String(Number(value.toFixed(3))),
};

function readingOf({ rule }: ConvergenceSettings): (point: ConvergencePoint) => number {
  return rule === "precision" ? ({ halfWidth }) => halfWidth : ({ jsd = 0 }) => jsd;
}

function pointsOf(
  curve: readonly ConvergencePoint[],
  read: (point: ConvergencePoint) => number,
): Point[] {
  return curve.map((point) => ({ x: point.n, y: read(point) }));
}

function levelsOf(settings: ConvergenceSettings, { floor }: QuestionConvergence): Level[] {
  if (settings.rule === "precision") {
    return [{ y: settings.halfWidth, label: `asked: ${points(settings.halfWidth)}`, dash: "6 3" }];
  }
  return [
    { y: settings.epsilon, label: `epsilon ${settings.epsilon}`, dash: "6 3" },
    ...(floor === null ? [] : [{ y: floor, label: `floor ${floor.toFixed(3)}`, dash: "2 3" }]),
  ];
}

function momentsOf(question: QuestionConvergence): Moment[] {
  const { convergedAt, lostAt } = question;
  const label = end(question);
  if (convergedAt === null) return [];
  return lostAt === null
    ? [{ x: convergedAt, label }]
    : [{ x: convergedAt, label: "" }, { x: lostAt, label }];
}

function titleOf({ overallConvergedAt, trackedQuestions, finalN }: Convergence): string {
  if (trackedQuestions.length === 0) return "No data";
  const size = `${finalN.toLocaleString("en-GB")} people answered`;
  return overallConvergedAt === null
    ? `Not enough answers yet: ${size}`
    : `Enough answers from n = ${overallConvergedAt} on: ${size}`;
}

function footOf(settings: ConvergenceSettings): string[] {
  const sequence = "95 % confidence sequences (Robbins), which hold at every look"
    .replace("95", String(100 * (1 - settings.alpha)));
  if (settings.rule === "precision") {
    const checks = Number.isFinite(settings.every)
      ? `a check every ${settings.every} panelists`
      : "looked at in the end only";
    return [`rule "precision", ${checks}`, sequence];
  }
  return [
    `rule "jsd-batch", batches of ${settings.every}, ${settings.streak} in a row below epsilon, from ` +
    `${settings.minimum} answers on`,
    "floor: what 95 of 100 batches stay below though nothing changes",
  ];
}
