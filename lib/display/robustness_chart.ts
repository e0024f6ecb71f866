import { type PersonaRobustness, type Robustness } from "../analysis/robustness.ts";
import { percent } from "./bars.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns, cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { type Pen, penOf } from "./pen.ts";
import { PERCENT } from "./percent_scale.ts";
import { IN_ROW, rowsPart } from "./rows_part.ts";
import { PANEL, signOf } from "./series.ts";
import { sideMarks } from "./side_marks.ts";
import { COLOURS } from "./theme.ts";

/** How many personas are drawn: those whose variants agree least. */
const SHOWN = 30;

/** Where the bands begin that are not the lowest. */
const BANDS = { sensitive: 0.4, moderate: 0.6, robust: 0.8 } as const;

/**
 * How far the variants of each persona agree on a question: the share that gives the most frequent answer,
 * in its band, with that answer. The thirty that agree least are drawn.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, robustnessChart } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models("simulated").variants(4)
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * assert.match(String(robustnessChart(result.robustness("tier"))), /Maya .* of 4/);
 * ```
 */
export function robustnessChart(
  robustness: Omit<Robustness, "notice"> & Partial<Pick<Robustness, "notice">>,
  { title = titleOf(robustness), notice = robustness.notice ?? null }: ChartOptions = {},
): Chart {
  const personas = robustness.personas.toSorted((a, b) => a.agreement - b.agreement);
  const many = personas.length > SHOWN ? [`the ${SHOWN} that agree least are drawn`] : [];
  const notices = notice === null ? [] : [notice];
  const words = () =>
    plain([title, ...linesOf(personas), ...footOf(robustness), ...notices].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    const drawn = personas.slice(0, SHOWN);
    return framed(pen, [[agreementPart(pen, drawn)]], {
      ...{ title, foot: [...footOf(robustness), ...many, ...notices], description: words() },
    });
  }, words);
}

function agreementPart(pen: Pen, personas: readonly PersonaRobustness[]): Element {
  const { Plot } = pen;
  const placed = personas.map((one, at) => ({ ...one, group: 0, row: String(at) }));
  const said = placed.map((one) => ({ ...one, said: `${cut(one.answer, 20)}\n${sizeOf(one)}` }));
  return rowsPart(pen, {
    rows: placed.map((one) => ({ key: one.row, label: nameOf(one) })),
    heads: [[]],
    x: PERCENT,
    look: { right: 168, labels: 28, row: 32 },
    marks: () => [
      Plot.ruleX(Object.values(BANDS), {
        ...{ stroke: COLOURS.ink, strokeOpacity: 0.6, strokeDasharray: "3 3" },
      }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
      Plot.ruleY(placed, {
        ...{ ...IN_ROW, x1: 0, x2: "agreement", stroke: COLOURS.panel, strokeWidth: 2 },
      }),
      Plot.dot(placed, { ...IN_ROW, x: "agreement", r: 5, ...signOf(PANEL) }),
      personas.length > 0 ? null : Plot.text(["no valid answers"], { frameAnchor: "middle" }),
      ...sideMarks(pen, said),
    ],
  });
}

function titleOf({ question }: Pick<Robustness, "question">): string {
  return `How far the variants of one persona agree on "${question}"`;
}

function nameOf({ name, arm }: PersonaRobustness): string {
  return arm === null ? name : `${name} · ${arm}`;
}

function sizeOf({ agreement, n, band }: PersonaRobustness): string {
  return `${percent(agreement)} of ${n}, ${band}`;
}

function footOf({ mean, personas }: Pick<Robustness, "mean" | "personas">): string[] {
  const many = counted(personas.length, "persona");
  return [
    mean === null ? many : `${many}, mean agreement ${percent(mean)}`,
    "agreement: the share of a persona's variants that give the most frequent answer",
    `lines: ${
      Object.entries(BANDS).map(([band, from]) => `${band} from ${percent(from)}`).join(", ")
    }`,
  ];
}

function linesOf(personas: readonly PersonaRobustness[]): string[] {
  return columns(personas.map((one) => [nameOf(one), one.answer, sizeOf(one)]));
}
