import { Tally } from "../analysis/tally.ts";
import { percent } from "../display/bars.ts";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { PICKS } from "./event_answers.ts";
import { sharesParts } from "./report_shares.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** What was taken of what was shown, in all and period by period; without parts where nobody chose. */
export function takenSection(result: TimelineResult): ReportSection {
  const tallies = picksOf(result);
  return {
    heading: "What was taken",
    parts: tallies.length === 0 ? [] : [
      ...sharesParts(tallies, "what was taken"),
      ...tallies.flatMap((tally) => uptakeParts(result, tally)),
    ],
  };
}

/** What was taken, in all or by each model of an ensemble; nothing where nobody chose. */
function picksOf({ answers }: TimelineResult): Tally[] {
  const [picks = []] = answers.filter(([first]) => first?.question === PICKS);
  return picks.filter((one) => one instanceof Tally);
}

function uptakeParts(result: TimelineResult, { context: { label } }: Tally): ReportPart[] {
  const of = label === undefined ? {} : { model: label };
  const { products, periods } = result.uptake(of);
  const whose = label === undefined ? "" : `: ${label}`;
  if (periods.length === 0) {
    return [{ type: "notes", lines: [`Nobody chose in any period${whose}`] }];
  }
  return [
    ...modelNotes(label),
    { type: "chart", name: `Uptake by period${whose}`, chart: result.plots.uptake(of) },
    {
      type: "table",
      caption: `The share of those who chose that took each product, by period${whose}`,
      head: ["product", ...periods.map(({ t }) => String(t + 1))],
      rows: products.map(({ value, label }) => [
        label,
        ...periods.map(({ shares }) => percent(shares[value] ?? 0)),
      ]).concat([["n, who chose", ...periods.map(({ n }) => n.toLocaleString("en-GB"))]]),
      right: periods.map((_, at) => at + 1),
    },
  ];
}

/** Whose a picture is that does not say it: that of a model of several. */
function modelNotes(label: string | undefined): ReportPart[] {
  return label === undefined ? [] : [{ type: "notes", lines: [`model: ${label}`] }];
}

/** Whether the place at which something was shown made it taken; without parts where nobody chose. */
export function positionsSection(result: TimelineResult): ReportSection {
  const chosen = picksOf(result).filter(({ n }) => n > 0);
  return {
    heading: "Order of what was shown",
    parts: chosen.length === 0 ? [] : [
      {
        type: "text",
        lines: [
          "Products were shown in a random order. A share whose interval does not reach its line tells that the place " +
          "had its part in the choice, whatever the products are.",
        ],
      },
      ...chosen.flatMap(({ context: { label } }): ReportPart[] => [
        ...modelNotes(label),
        {
          type: "chart",
          name: `Choices by the place at which they were shown${
            label === undefined ? "" : `: ${label}`
          }`,
          chart: result.plots.positions(label === undefined ? {} : { model: label }),
        },
      ]),
    ],
  };
}
