import { type Divergence } from "../analysis/divergence.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns } from "./columns.ts";
import { divergencePart } from "./divergence_part.ts";
import { bits, chance, chanceOf, METHOD, panelRow, saidOf } from "./divergence_words.ts";
import { drawnList } from "./drawn_list.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { penOf } from "./pen.ts";

/** A divergence, and what it is of: a question, a pack or a model. */
export interface NamedDivergence {
  /** What it is of. */
  readonly label: string;
  /** How far the panel is from people. */
  readonly divergence: Divergence;
}

/**
 * Divergences one below the other, of questions or of packs: each with its 95 % interval, the floor that
 * chance alone gives a panel of its size, and the respondent who picks every option alike.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline, divergence, divergencesChart } from "../../mod.ts";
 *
 * const panel = { "very happy": 10, "pretty happy": 35, "not too happy": 5 };
 * const happy = divergence(panel, await baseline("gss:HAPPY"));
 * const chart = divergencesChart([{ label: "happiness", divergence: happy }]);
 * assert.match(String(chart), /^happiness .* tightly aligned .* n = 50/m);
 * ```
 */
export function divergencesChart(
  all: Iterable<NamedDivergence>,
  { title = "How far from people", ...said }: ChartOptions = {},
): Chart {
  const rows = drawnList(all, {
    what: "divergences",
    each: "a label and a divergence, as divergence() gives it",
    isOne: (one) => typeof one?.label === "string" && typeof one.divergence?.jsd === "number",
  });
  const { notice = noticeOf(rows) } = said;
  const [only, ...others] = rows;
  const foot = [
    ...(only === undefined ? [] : READ),
    ...(only === undefined ? [] : others.length > 0 ? [METHOD] : chanceOf(only.divergence)),
  ];
  const notices = notice === null ? [] : [notice];
  const words = () => plain([title, ...linesOf(rows), ...foot, ...notices].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    const drawn = rows.map(({ label, divergence }) =>
      panelRow(`${label} · n = ${divergence.n.toLocaleString("en-GB")}`, divergence)
    );
    return framed(pen, rows.length === 0 ? [] : [[divergencePart(pen, drawn, [])]], {
      title: rows.length === 0 ? "No data" : title,
      foot: [...foot, ...notices],
      description: words(),
    });
  }, words);
}

/** What must be said of one must be said of all. */
function noticeOf(rows: readonly NamedDivergence[]): string | null {
  return rows.find(({ divergence }) => divergence.notice !== null)?.divergence.notice ?? null;
}

const READ = [
  "grey: what chance alone gives 95 of 100 panels of that size that answer as people do, with its mean",
  "cross: every option alike",
];

function linesOf(all: readonly NamedDivergence[]): string[] {
  return columns(
    all.map(({ label, divergence: one }) => [
      ...[label, saidOf(one), one.grade, `floor ${bits(one.floor95)}`],
      ...[chance(one.pNull), `n = ${one.n}`],
    ]),
  );
}
