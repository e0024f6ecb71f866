import { type Chart } from "../display/chart.ts";
import { convergenceChart } from "../display/convergence_chart.ts";
import { convergenceRows } from "../display/convergence_words.ts";
import { AGREEMENT } from "../display/overview_words.ts";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { sentence } from "../display/sentence.ts";
import { robustnessChart } from "../display/robustness_chart.ts";
import { hasRobustness } from "../analysis/robustness.ts";
import { convergenceText } from "./convergence_text.ts";
import { costRows } from "./costs.ts";
import { isTelling, modelCosts } from "./model_costs.ts";
import { repliesNotes } from "./replies_json.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Whether and when the answers were enough; without parts where nobody asked. */
export function convergenceSection({ course, panelists, notice }: SurveyResult): ReportSection {
  const { convergence } = course;
  const heading = "How many were enough";
  if (convergence === null) return { heading, parts: [] };
  const notes = [...convergence.warnings, ...convergence.diversityWarnings];
  return {
    heading,
    parts: [
      { type: "text", lines: convergenceText(course, panelists.length).map(sentence) },
      {
        type: "chart",
        name: "Convergence",
        chart: convergenceChart(convergence, { notice }),
      },
      {
        type: "table",
        caption: `By the rule "${convergence.settings.rule}"`,
        head: ["question", "when", "valid answers", "widest share"],
        rows: convergenceRows(convergence),
      },
      ...(notes.length === 0 ? [] : [{ type: "notes" as const, lines: notes }]),
    ],
  };
}

/** How far the variants of one persona agree; without parts where there are none. */
export function robustnessSection(result: SurveyResult): ReportSection {
  const keys = result.plan.variants === 0
    ? []
    : [...result.questions.values()].filter(hasRobustness).map(({ key }) => key);
  return {
    heading: "Variants",
    parts: keys.length === 0 ? [] : [
      { type: "text", lines: [`Shown is ${AGREEMENT}.`] },
      ...keys.map((key) => ({
        type: "chart" as const,
        name: `Robustness: ${key}`,
        chart: robustnessChart(result.robustness(key), { notice: result.notice }),
      })),
    ],
  };
}

/** What was spent, by model; without parts where nobody was called. */
export function costsSection(result: SurveyResult): ReportSection {
  const { failures: { answeredBy }, replies, plots } = result;
  const [head = [], ...rows] = costRows(result);
  const notes = [
    "US dollars at list prices, failed attempts and repairs included",
    ...repliesNotes(replies),
  ];
  return {
    heading: "Cost",
    parts: rows.length === 0 ? [] : [
      ...(isTelling(modelCosts(result, answeredBy)) ? [costsPart(plots)] : []),
      {
        type: "table",
        caption: "Cost by model",
        head,
        rows,
        right: head.map((_, at) => at).slice(1),
      },
      { type: "notes", lines: notes },
    ],
  };
}

/** What the answers cost and how long they took, as a picture. */
export function costsPart(plots: { costs(): Chart }): ReportPart {
  return {
    type: "chart",
    name: "What the answers cost, and how long they took",
    chart: plots.costs(),
  };
}
