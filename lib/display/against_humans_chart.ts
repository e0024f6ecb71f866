import { type Divergence } from "../analysis/divergence.ts";
import { type Tally } from "../analysis/tally.ts";
import { percent, tallyLines } from "./bars.ts";
import { base, methodOf } from "./base.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns } from "./columns.ts";
import { divergencePart } from "./divergence_part.ts";
import { chanceOf, nullRows } from "./divergence_words.ts";
import { plain } from "./escape.ts";
import { estimateMarks } from "./estimate_marks.ts";
import { framed } from "./frame.ts";
import { apart, nameOf, type People, peopleValues } from "./people.ts";
import { keyPart } from "./key_part.ts";
import { type Pen, penOf } from "./pen.ts";
import { PERCENT } from "./percent_scale.ts";
import { rowsPart } from "./rows_part.ts";
import { HUMAN, PANEL } from "./series.ts";
import { nothingMark, noticeOf, sharesOf } from "./shares_chart.ts";

/** The words of a panel beside people, and how far apart they are where that is known already. */
export interface AgainstOptions extends ChartOptions {
  /** How far apart they are; null to leave it out. @default {divergence(panel, humans)} */
  readonly divergence?: Divergence | null;
}

/**
 * A panel beside people: the shares of both with their 95 % intervals, and how far apart they are, against
 * the lines of respondents that know nothing and of people themselves in the panel's number.
 *
 * @param humans A baseline, or shares by option with how many answered.
 * @throws {TypeError} When an answer may name several options.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { againstHumansChart, baseline, loadInstrument, loadPack, panel } from "../../mod.ts";
 *
 * const result = await panel().personas(await loadPack("general-consumer")).models("simulated")
 *   .ask(await loadInstrument("first-panel")).run();
 * const chart = againstHumansChart(result.tally("happiness"), await baseline("gss:HAPPY"));
 * assert.match(String(chart), /always the most frequent answer/);
 * ```
 */
export function againstHumansChart(
  panel: Tally,
  humans: People,
  { title = panel.text, notice, divergence: compared = apart(panel, humans) }: AgainstOptions = {},
): Chart {
  const lines = compared === null ? [] : nullRows(compared);
  const notices = notice === undefined ? noticeOf([panel]) : notice === null ? [] : [notice];
  const foot = [...base(panel), methodOf(panel), ...(compared ? chanceOf(compared) : [])];
  const words = () =>
    plain([
      ...tallyLines(panel),
      nameOf(humans),
      ...columns(peopleValues(humans, panel, 0).map(({ row, value }) => [row, percent(value)])),
      ...columns(lines.map(({ label, said }) => [label, said])),
      ...[...(compared ? chanceOf(compared) : []), ...notices],
    ].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    const key = keyPart(pen, [
      { style: PANEL, label: `panel · n = ${panel.n.toLocaleString("en-GB")}` },
      { style: HUMAN, label: nameOf(humans) },
    ]);
    const apartness = divergencePart(pen, lines, ["How far apart"]);
    return framed(pen, [
      ...[[key], [sidesPart(pen, panel, humans)]],
      ...(compared === null ? [] : [[apartness]]),
    ], { title, foot: [...foot, ...notices], description: words() });
  }, words);
}

function sidesPart(pen: Pen, panel: Tally, humans: People): Element {
  const ours = sharesOf(panel, 0).map(({ share: value, ...rest }) => ({ value, ...rest }));
  return rowsPart(pen, {
    rows: panel.options.map(({ value, label }) => ({ key: value, label })),
    heads: [[]],
    x: PERCENT,
    look: { row: 40 },
    marks: (row) => [
      ...estimateMarks(pen, peopleValues(humans, panel, 0), { row, style: HUMAN, dy: 6 }),
      ...estimateMarks(pen, ours, { row, style: PANEL, dy: -6 }),
      nothingMark(pen, [panel]),
    ],
  });
}
