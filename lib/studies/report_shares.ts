import { type Tally } from "../analysis/tally.ts";
import { percent } from "../display/bars.ts";
import { base, countOf, methodOf } from "../display/base.ts";
import { cut } from "../display/columns.ts";
import { modelsChart } from "../display/models_chart.ts";
import { type ReportPart } from "../display/report_parts.ts";
import { sharesChart } from "../display/shares_chart.ts";

/** How much of an option is shown, and how much of a name. */
const [SAID, NAMED] = [600, 60];

/** The tally of a question, or those of several models, as a picture and tables. */
export function sharesParts(tallies: readonly Tally[], key: string): ReportPart[] {
  const isSeveral = tallies.length > 1;
  return [
    {
      type: "chart",
      name: `${isSeveral ? "Models" : "Shares"}: ${cut(key, NAMED)}`,
      chart: isSeveral ? modelsChart(tallies) : sharesChart(tallies),
    },
    ...tallies.map((tally) => sharesTable(tally, key)),
  ];
}

function sharesTable(tally: Tally, key: string): ReportPart {
  const { shares, intervals, nEffective, context: { label } } = tally;
  return {
    type: "table",
    caption: [cut(key, NAMED), label ?? "", ...base(tally)].filter((one) => one !== "").join(" · "),
    head: ["option", "count", "share", methodOf(tally)],
    right: [1, 2, 3],
    rows: tally.options.map(({ value, label }) => {
      if (nEffective === 0) return [cut(label, SAID), countOf(tally, value), "no data", ""];
      const { low = 0, high = 0 } = intervals[value] ?? {};
      return [
        ...[cut(label, SAID), countOf(tally, value), percent(shares[value] ?? 0)],
        `${percent(low)} to ${percent(high)}`,
      ];
    }),
  };
}
