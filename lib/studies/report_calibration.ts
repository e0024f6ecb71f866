import { type Comparison } from "../analysis/comparison.ts";
import { type GroupComparison } from "../analysis/group_comparison.ts";
import { againstHumansChart } from "../display/against_humans_chart.ts";
import {
  calibrationTitle,
  comparisonLines,
  GROUP_HEADINGS,
  groupCells,
  groupNotes,
  OPTION_HEADINGS,
  optionCells,
} from "../display/calibration_words.ts";
import { groupsChart } from "../display/groups_chart.ts";
import { asPeople } from "../display/people.ts";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { sentence } from "../display/sentence.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How far the answers to one question are from people's; without parts where nobody asked. */
export function calibrationSection({ calibration, notice }: SurveyResult): ReportSection {
  const heading = "Against people";
  if (calibration === null) return { heading, parts: [] };
  const { whole, models, groups, humans, warnings } = calibration;
  const notes = [
    ...groupNotes(groups),
    humans.note ?? "",
    `people: ${humans.citation}`,
    ...warnings,
  ];
  return {
    heading,
    parts: [
      { type: "text", lines: [sentence(calibrationTitle(calibration))] },
      ...[...(whole ? [whole] : []), ...models].flatMap(comparisonParts),
      ...groupParts(groups, notice),
      ...(groups.length === 0 ? [] : [{
        ...{ type: "table" as const, caption: "Groups that both have" },
        ...{ head: GROUP_HEADINGS, rows: groupCells(groups), right: [1, 2, 3, 5, 6] },
      }]),
      { type: "notes", lines: notes.filter((note) => note !== "") },
    ],
  };
}

function comparisonParts(comparison: Comparison): ReportPart[] {
  const { label, tally, humans, divergence } = comparison;
  const who = label ?? "panel";
  return [
    {
      type: "chart",
      name: `Panel and people: ${who}`,
      chart: againstHumansChart(tally, asPeople(humans), { divergence }),
    },
    {
      type: "table",
      caption: `Option by option: ${who}`,
      head: OPTION_HEADINGS,
      rows: optionCells(comparison),
      right: [1, 2, 3, 4, 5],
    },
    { type: "list", items: comparisonLines(comparison) },
  ];
}

/** The groups of which something is computed, as small pictures; not those of each model of an ensemble. */
function groupParts(groups: readonly GroupComparison[], notice: string | null): ReportPart[] {
  const answered = groups.filter(({ model }) => model === null)
    .map(({ comparison }) => comparison).filter(({ divergence }) => divergence !== null);
  if (answered.length === 0) return [];
  const humans = Object.fromEntries(
    answered.map(({ tally: { context }, humans }) => [context.label ?? "", asPeople(humans)]),
  );
  const chart = groupsChart(answered.map(({ tally }) => tally), { humans, notice });
  return [{ type: "chart", name: "Groups of the panel and of people", chart }];
}
