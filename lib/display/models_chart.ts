import { Blend } from "../analysis/blend.ts";
import { Tally } from "../analysis/tally.ts";
import { tallyLines } from "./bars.ts";
import { base, methodOf } from "./base.ts";
import { Chart } from "./chart.ts";
import { bits } from "./divergence_words.ts";
import { cut } from "./columns.ts";
import { drawnList } from "./drawn_list.ts";
import { plain } from "./escape.ts";
import { estimateMarks, type InRowValue } from "./estimate_marks.ts";
import { framed } from "./frame.ts";
import { type Pen, penOf } from "./pen.ts";
import { PERCENT } from "./percent_scale.ts";
import { rowsPart } from "./rows_part.ts";
import { PANEL, type SeriesStyle } from "./series.ts";
import { noticeOf, sharesOf } from "./shares_chart.ts";
import { COLOURS } from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/**
 * What several models answer, option by option: the share of each model with its 95 % interval, and below
 * them that of a blend, as a diamond, with the weights.
 *
 * @param models The tallies of one question by model; a `Blend` among them is drawn as one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, modelsChart, panel, simulated } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }])
 *   .models([simulated({ name: "a" }), simulated({ name: "b" })])
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const blend = result.blend("tier", { a: 3, b: 1 });
 * const chart = modelsChart([...result.tally("tier", { by: "model" }), blend]);
 * assert.match(String(chart), /a blend: a 75 %, b 25 %/);
 * ```
 */
export function modelsChart(models: Iterable<Tally>): Chart {
  const tallies = drawnList(models, {
    what: "models",
    each: "a tally, as result.tally() gives it",
    isOne: (one) => one instanceof Tally,
  });
  const words = () => plain([...tallies.flatMap(tallyLines), ...noticeOf(tallies)].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    return framed(pen, tallies.length === 0 ? [] : [[modelsPart(pen, tallies)]], {
      title: tallies[0]?.text ?? "No data",
      foot: [...methods(tallies), ...noticeOf(tallies)],
      description: words(),
    });
  }, words);
}

const BLEND: SeriesStyle = {
  ...{ colour: COLOURS.ink, symbol: "diamond", isFilled: true, dash: "" },
};

function modelsPart(pen: Pen, tallies: readonly Tally[]): Element {
  const options = tallies[0]?.options ?? [];
  const values = (wanted: (tally: Tally) => boolean) =>
    tallies.flatMap((tally, at) => wanted(tally) ? valuesOf(tally, at) : []);
  const blends = values((tally) => tally instanceof Blend);
  return rowsPart(pen, {
    rows: tallies.map((tally, at) => ({ key: String(at), label: labelOf(tally) })),
    heads: options.length === 0
      ? [[]]
      : options.map(({ label }) => wrapped(label, 82, { most: 3 })),
    x: PERCENT,
    marks: (row) => [
      ...estimateMarks(pen, values((tally) => !(tally instanceof Blend)), { row, style: PANEL }),
      ...estimateMarks(pen, blends, { row, style: BLEND }),
    ],
  });
}

/** The shares of one model: a group for each option, and the model's row in each. */
function valuesOf(tally: Tally, place: number): InRowValue[] {
  return sharesOf(tally, 0).map(({ share: value, low, high }, group) => {
    return { group, row: String(place), value, low, high };
  });
}

function labelOf(tally: Tally): string {
  const { context: { label }, n } = tally;
  return tally instanceof Blend ? "blend" : `${cut(label ?? "all", 48)} · n = ${n}`;
}

/** How the intervals are made, and what a blend is of. */
function methods(tallies: readonly Tally[]): string[] {
  const answered = tallies.filter(({ nEffective }) => nEffective > 0);
  const [model] = answered.filter((tally) => !(tally instanceof Blend));
  const blends = answered.filter((tally) => tally instanceof Blend);
  return [
    ...(model === undefined ? [] : [methodOf(model)]),
    ...blends.flatMap((blend) => [
      ...base(blend).slice(1, 2),
      ...[`${methodOf(blend)} of the blend`, ...disagreement(blend)],
    ]),
  ];
}

/** How much of the entropy of a blend is that its models disagree. */
function disagreement({ entropy }: Blend): string[] {
  if (entropy === null) return [];
  const { between, floor95, total } = entropy;
  const added = `disagreement adds ${bits(between)} of the ${bits(total)} bits of its entropy`;
  return [`${added}; chance alone up to ${bits(floor95)}`];
}
