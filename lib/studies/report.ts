import { counted } from "../display/counted.ts";
import { dollars } from "../display/money.ts";
import { Report } from "../display/report.ts";
import { type ReportSection } from "../display/report_parts.ts";
import { sentence } from "../display/sentence.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { answersSection } from "./report_answers.ts";
import { calibrationSection } from "./report_calibration.ts";
import { failuresSection } from "./report_failures.ts";
import { methodSection } from "./report_method.ts";
import { provenanceSections } from "./report_provenance.ts";
import { convergenceSection, costsSection, robustnessSection } from "./report_sections.ts";
import { synthesisSection } from "./report_synthesis.ts";
import { timelineReport } from "./report_timeline.ts";
import { wordsOf } from "./report_words.ts";
import { type SurveyResult } from "./survey_result.ts";
import { TimelineResult } from "./timeline_result.ts";

/**
 * A result as one file to be sent to a colleague: what was asked of whom and how, every question with its shares,
 * pictures and words, how far from people, what failed, what it cost, where it is from, and how to do it again.
 * Rows are read as they are walked, and of words the first twenty answers to a question are shown. Of a panel
 * that was followed: what was taken, period by period, and what was thought of it.
 *
 * @param host Tells the runtime, and when the run was kept. @default {this machine}
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, report, save } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models("simulated").seed(7)
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const page = await report(result);
 * assert.match(page.markdown(), /no person was asked/);
 * const folder = await Deno.makeTempDir();
 * await save(page, `${folder}/report.html`); // or report.md
 * assert.match(await Deno.readTextFile(`${folder}/report.html`), /<svg/);
 * ```
 */
export async function report(
  result: SurveyResult | TimelineResult,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<Report> {
  if (result instanceof TimelineResult) return await timelineReport(result, host);
  const words = wordsOf(result);
  const sections: ReportSection[] = [
    glanceSection(result),
    methodSection(result),
    answersSection(result, words),
    calibrationSection(result),
    convergenceSection(result),
    robustnessSection(result),
    synthesisSection(result),
    failuresSection(result, words),
    costsSection(result),
    ...await provenanceSections(result, host),
  ];
  return new Report({
    title: result.plan.instrument?.name ?? "A panel",
    subtitle: subtitleOf(result),
    notices: noticesOf(result),
    sections: sections.filter(({ parts }) => parts.length > 0),
  });
}

function subtitleOf({ panelists, questions, plan }: SurveyResult): string {
  const models = plan.models?.entries.map(({ name }) => name).join(", ") ?? "";
  return `${counted(questions.size, "question")} · ${
    counted(panelists.length, "panelist")
  } · ${models}`;
}

/** What must be known before anything is read. */
function noticesOf(result: SurveyResult): string[] {
  const { notice, failures, isWaiting } = result;
  const partial = isWaiting
    ? ["The run waits for batches: these are the answers that have come."]
    : isWhole(result)
    ? []
    : ["The run ended before its time: panelists are missing."];
  return [
    ...(notice === null ? [] : [sentence(notice)]),
    ...partial,
    ...(failures.isInvalid ? ["The run is not valid: its result must not be used."] : []),
  ];
}

function glanceSection(result: SurveyResult): ReportSection {
  const { failures, cost, usage } = result;
  const calls = usage.reduce((sum, totals) => sum + totals.calls, 0);
  const { totalPairs, answered, erroredPairs } = failures;
  return {
    heading: "At a glance",
    parts: [{
      type: "table",
      caption: "The run in numbers",
      head: [],
      rows: [
        ["questions put", totalPairs.toLocaleString("en-GB")],
        ["answered", `${answered.toLocaleString("en-GB")}${shareOf(answered, totalPairs)}`],
        [
          isWhole(result) ? "failed or unreadable" : "failed, unreadable or not reached",
          `${erroredPairs.toLocaleString("en-GB")}${shareOf(erroredPairs, totalPairs)}`,
        ],
        ["calls", calls.toLocaleString("en-GB")],
        ["cost", dollars(cost)],
        ["the run", endOf(result)],
        ["its result", worthOf(result)],
      ],
    }],
  };
}

function isWhole({ isCutOff, isWaiting, course: { halt } }: SurveyResult): boolean {
  return !isCutOff && !isWaiting && halt === null;
}

function endOf({ isCutOff, isWaiting, abortReason, course: { halt } }: SurveyResult): string {
  if (isWaiting) return "waits for batches: answers are missing";
  if (isCutOff) {
    return `stopped before its end (${abortReason ?? "nobody knows why"}): panelists are missing`;
  }
  return halt === null
    ? "carried out to its end"
    : `ended by its budget of ${dollars(halt.cap)}: panelists are missing`;
}

function worthOf(result: SurveyResult): string {
  if (!result.failures.isInvalid) return "valid";
  return `must not be used: ${
    isWhole(result) ? "too much failed or was declined" : "it is not whole"
  }`;
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? "" : ` (${(100 * part / whole).toFixed(1)} %)`;
}
