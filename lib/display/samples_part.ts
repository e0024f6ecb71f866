import { type Convergence } from "../analysis/convergence_report.ts";
import { linesPart } from "./lines_part.ts";
import { type Pen } from "./pen.ts";
import { HUMAN } from "./series.ts";
import { wrapped } from "./wrapped.ts";

/**
 * Draws the curve of humans of a report: how far samples of growing size are from all of them, up to twice the
 * size of the panel, or of the sample that is enough; nothing where it has none.
 */
export function samplesPart(pen: Pen, { humanBaseline, released }: Convergence): Element[] {
  if (humanBaseline === null) return [];
  const { id, year, where, curve, convergedAt, epsilon, draws } = humanBaseline;
  const most = 2 * Math.max(released, convergedAt ?? 0, 100);
  const points = curve.filter(({ n }) => n <= most)
    .map(({ n: x, mean: y, p10: low, p90: high }) => ({ x, y, low, high }));
  const highest = Math.max(epsilon, ...points.map(({ high }) => high));
  const who = [id, year ?? "", ...Object.values(where)].filter((word) => word !== "").join(" ");
  return [linesPart(pen, {
    head: wrapped(
      `samples of ${who} · divergence from all of them in bits: mean, and 8 of 10 of ${draws} samples`,
      82,
      { most: 2 },
    ),
    x: {
      domain: [0, Math.max(1, ...points.map(({ x }) => x))],
      ticks: 6,
      label: "size of the sample",
    },
    y: {
      domain: [0, highest * 1.05],
      tickFormat: (value: number) => String(Number(value.toFixed(3))),
    },
    lines: [{ label: "people", style: HUMAN, points }],
    levels: [{ y: epsilon, label: `epsilon ${epsilon}`, dash: "6 3" }],
    moments: convergedAt === null
      ? []
      : [{ x: convergedAt, label: `steady from ${convergedAt} on` }],
  })];
}
