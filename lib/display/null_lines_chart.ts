import { type Divergence } from "../analysis/divergence.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns } from "./columns.ts";
import { divergencePart } from "./divergence_part.ts";
import { chanceOf, divergenceCells, nullRows } from "./divergence_words.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { penOf } from "./pen.ts";

/**
 * A divergence among its null lines: how far people themselves are in the panel's number, the same people
 * asked again, and respondents that know nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline, divergence, nullLinesChart } from "../../mod.ts";
 *
 * const panel = { "very happy": 10, "pretty happy": 35, "not too happy": 5 };
 * const chart = nullLinesChart(divergence(panel, await baseline("gss:HAPPY")));
 * assert.match(String(chart), /the same people asked again {2}.*mean 0.000/);
 * ```
 */
export function nullLinesChart(
  divergence: Divergence,
  { title = "How far from people", notice = divergence.notice }: ChartOptions = {},
): Chart {
  const foot = [...chanceOf(divergence), notice ?? ""];
  const words = () =>
    plain([title, ...columns(divergenceCells(divergence)), ...foot].join("\n").trimEnd());
  return new Chart(async () => {
    const pen = await penOf();
    const part = divergencePart(pen, nullRows(divergence), []);
    return framed(pen, [[part]], { title, foot, description: words() });
  }, words);
}
