import { type ConvergenceBaseline } from "../analysis/convergence_baseline.ts";
import { type Convergence } from "../analysis/convergence_report.ts";
import { type ConvergenceTracker } from "../analysis/convergence_tracker.ts";
import { type Robustness } from "../analysis/robustness.ts";
import { percent } from "./bars.ts";
import { convergenceChart } from "./convergence_chart.ts";
import { convergenceHtml } from "./convergence_html.ts";
import { bits } from "./divergence_words.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";
import { columns } from "./columns.ts";
import { robustnessChart } from "./robustness_chart.ts";

/** Whether and when answers were enough. */
export const convergenceFace: Face<Convergence> = {
  text: (report) => String(convergenceChart(report)),
  html: convergenceHtml,
  picture: (report) => convergenceChart(report),
};

/** What can be said of the answers so far. */
export const trackerFace: Face<ConvergenceTracker> = {
  text: (tracker) => String(convergenceChart(tracker.report())),
  html: (tracker) => convergenceHtml(tracker.report()),
  picture: (tracker) => convergenceChart(tracker.report()),
};

/** How far samples of people are from all of them, by growing size. */
export const convergenceBaselineFace: Face<ConvergenceBaseline> = {
  text: (human) =>
    [titleOf(human), ...columns([HEAD, ...curveOf(human)], [0, 1, 2]), human.citation].join("\n"),
  html: (human) =>
    table(HEAD, curveOf(human), {
      caption: `${titleOf(human)}; ${human.citation}`,
      right: [0, 1, 2],
    }),
};

/** How far the variants of each persona agree. */
export const robustnessFace: Face<Robustness> = {
  text: (robustness) => String(robustnessChart(robustness)),
  html: ({ question, personas, notice }) =>
    table(
      ["persona", "model", "answer", "agreement", "variants", "band"],
      personas.map(({ name, arm, answer, agreement, n, band }) => [
        ...[name, arm ?? "", answer, percent(agreement), String(n), band],
      ]),
      {
        caption: [`how far the variants of one persona agree on "${question}"`, notice ?? ""]
          .filter((part) => part !== "").join("; "),
        right: [3, 4],
      },
    ),
  picture: (robustness) => robustnessChart(robustness),
};

const HEAD = ["sample", "mean divergence", "nine of ten below"];

function titleOf({ id, year, convergedAt, epsilon, draws }: ConvergenceBaseline): string {
  const steady = convergedAt === null
    ? "are never steady"
    : `are steady from ${convergedAt} people on`;
  return `samples of ${id}${
    year === null ? "" : ` ${year}`
  } ${steady}: below ${epsilon} bits and falling no further, ${draws} samples of each size`;
}

function curveOf({ curve }: ConvergenceBaseline): string[][] {
  return curve.map(({ n, mean, p90 }) => [n.toLocaleString("en-GB"), bits(mean), bits(p90)]);
}
