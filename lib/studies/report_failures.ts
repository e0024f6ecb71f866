import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { type FailureStats } from "./failure_stats.ts";
import { type ReportWords } from "./report_words.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How many names are listed. */
const NAMED = 12;

/** What is missing and why, and what a reader should know. */
export function failuresSection(
  { failures, warnings, isCutOff, isWaiting, course: { drift, halt } }: SurveyResult,
  { reasons, otherReasons }: ReportWords,
): ReportSection {
  const rows = [...reasons].map(([why, count]) => [cut(why, 400), count.toLocaleString("en-GB")]);
  const table: ReportPart[] = rows.length === 0 ? [] : [{
    type: "table",
    caption: "Why there is no answer, row by row",
    head: ["reason", "rows"],
    rows: [
      ...rows,
      ...(otherReasons === 0 ? [] : [["other reasons", otherReasons.toLocaleString("en-GB")]]),
    ],
    right: [1],
  }];
  const changes = drift.flatMap(({ changes }) => changes);
  return {
    heading: "Failures and warnings",
    parts: [
      { type: "text", lines: sentencesOf(failures, !isCutOff && !isWaiting && halt === null) },
      ...table,
      ...(warnings.length === 0 ? [] : [{ type: "list" as const, items: warnings }]),
      ...(changes.length === 0 ? [] : [
        { type: "text" as const, lines: ["The plan was changed while the run was under way:"] },
        { type: "list" as const, items: changes.map(String) },
      ]),
    ],
  };
}

function sentencesOf(failures: FailureStats, isWhole: boolean): string[] {
  const { failedPanelists, refusingPersonas, skippedByBudget, lostExtractions } = failures;
  const sentences = [
    missingText(failures, isWhole),
    failedPanelists === 0 ? "" : `${counted(failedPanelists, "panelist")} gave no answer at all.`,
    refusingPersonas.length === 0
      ? "Nobody declined."
      : `Something was declined by ${namesOf(refusingPersonas)}.`,
    skippedByBudget === 0
      ? ""
      : `Questions that failed too often were given up: ${
        counted(skippedByBudget, "answer")
      } fewer were asked for.`,
    lostExtractions === 0
      ? ""
      : `From ${counted(lostExtractions, "answer")} nothing could be extracted.`,
  ];
  return [sentences.filter((sentence) => sentence !== "").join(" ")];
}

/** What is missing: of a run without an end also what nobody has come to. */
function missingText(
  { totalPairs, erroredPairs, failureRate, erroredPersonas }: FailureStats,
  isWhole: boolean,
): string {
  if (erroredPairs === 0) return "No answer failed.";
  const missing = `${counted(erroredPairs, "answer")} of ${totalPairs.toLocaleString("en-GB")}`;
  const share = `(${(100 * failureRate).toFixed(1)} %)`;
  const names = namesOf(erroredPersonas);
  if (isWhole) return `${missing} failed or could not be read ${share}, of ${names}.`;
  return erroredPersonas.length === 0
    ? `${missing} are not there ${share}: the run has not come to them.`
    : `${missing} failed, could not be read or were not come to ${share}; failed or unreadable are some of ${names}.`;
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => cut(name, 60)).join(", ");
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}
