import { type Positions, positions } from "../analysis/positions.ts";
import { type Tallied } from "../analysis/tally.ts";
import { type Row } from "../rows/row.ts";
import { percent, tallyLines } from "./bars.ts";
import { methodOf } from "./base.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { counted } from "./counted.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { intervalMarks } from "./interval_marks.ts";
import { type Pen, penOf } from "./pen.ts";
import { PERCENT } from "./percent_scale.ts";
import { centred, IN_ROW, rowsPart } from "./rows_part.ts";
import { nothingMark, sharesOf } from "./shares_chart.ts";
import { COLOURS } from "./theme.ts";

/** The words of a chart of positions, and what is known of who answered. */
export interface PositionsOptions extends ChartOptions {
  /** Whether several answers come from one persona: its repeats or variants. @default false */
  readonly isClustered?: boolean;
}

/**
 * How often what was chosen had been shown first, second and so on: shares with their 95 % intervals, and in
 * each row a line where the share would be if the place did not matter. The order shown is in every row.
 *
 * @param rows Rows of any questions, as of `result.rows`; those without an order are left out.
 * @param asked The question, as of `result.questions`.
 * @throws {TypeError} When the question has no options.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, positionsChart, scripted } from "../../mod.ts";
 *
 * const people = Array.from({ length: 10 }, (_, at) => ({ name: `P${at}` }));
 * const { rows, questions } = await panel().personas(people).models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const tier = questions.get("tier");
 * assert(tier);
 * assert.match(String(positionsChart(rows, tier)), /shown 1st .*shown 2nd /s);
 * ```
 */
export function positionsChart(
  rows: Iterable<Row>,
  asked: Tallied,
  { title = asked.question.text, notice = null, isClustered = false }: PositionsOptions = {},
): Chart {
  const counts = positions(rows, asked, { models: [], notice, clustered: isClustered });
  const { tally, expected } = counts;
  const foot = [
    ...(tally.n === 0 ? [] : [`n = ${counted(tally.n, "answer")}`, methodOf(tally)]),
    "by the place at which the chosen option was shown; thick line: if the place did not matter",
  ];
  const notices = notice === null ? [] : [notice];
  const words = () =>
    plain([
      ...tallyLines(tally),
      `  if the place did not matter: ${expected.map(percent).join(", ")}`,
      ...notices,
    ].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    return framed(pen, [[positionsPart(pen, counts)]], {
      ...{ title, foot: [...foot, ...notices], description: words() },
    });
  }, words);
}

function positionsPart(pen: Pen, { tally, expected }: Positions): Element {
  const { Plot } = pen;
  const bars = sharesOf(tally, 0);
  const lines = bars.map((bar, place) => ({ ...bar, x: expected[place] ?? 0 }));
  return rowsPart(pen, {
    rows: tally.options.map(({ value, label }) => ({ key: value, label })),
    heads: [[]],
    x: PERCENT,
    marks: (row) => [
      Plot.barX(bars, { ...IN_ROW, x: "share", fill: COLOURS.panel, ...centred(19, row) }),
      Plot.tickX(lines, {
        ...{ ...IN_ROW, x: "x", stroke: COLOURS.human, strokeWidth: 4 },
        ...centred(24, row),
      }),
      ...intervalMarks(pen, bars, { row }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
      nothingMark(pen, [tally]),
    ],
  });
}
