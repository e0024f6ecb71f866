import { OpenAnswers } from "../analysis/open_answers.ts";
import { Tally } from "../analysis/tally.ts";
import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { dollars } from "../display/money.ts";
import { quotesOf } from "../display/overview_words.ts";
import { Report } from "../display/report.ts";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { sentence } from "../display/sentence.ts";
import { type Host } from "../host/host.ts";
import { costRows } from "./costs.ts";
import { PICKS } from "./event_answers.ts";
import { isTelling, modelCosts } from "./model_costs.ts";
import { sizeLine } from "./report_answers.ts";
import { costsPart } from "./report_sections.ts";
import { sharesParts } from "./report_shares.ts";
import { timelineMethod } from "./report_timeline_method.ts";
import { positionsSection, takenSection } from "./report_taken.ts";
import { eventProvenance } from "./report_timeline_provenance.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** A panel that was followed, as one file: what was taken and thought of it, period by period, and where it is from. */
export async function timelineReport(result: TimelineResult, host: Host): Promise<Report> {
  const sections = [
    glanceSection(result),
    timelineMethod(result),
    takenSection(result),
    positionsSection(result),
    thoughtSection(result),
    failuresSection(result),
    costSection(result),
    ...await eventProvenance(result, host),
  ];
  const { plan: { personas, exposure }, notice, isInvalid } = result;
  return new Report({
    title: "A panel followed over time",
    subtitle: `${counted(personas.length, "persona")} · ${
      counted(exposure?.products.length ?? 0, "product")
    } · ${counted(exposure?.periods ?? 0, "period")}`,
    notices: [
      ...(notice === null ? [] : [sentence(notice)]),
      ...(isInvalid ? ["The run is not valid or not whole: its result must not be used."] : []),
    ],
    sections: sections.filter(({ parts }) => parts.length > 0),
  });
}

function glanceSection({ counts, cost, isCutOff, halt }: TimelineResult): ReportSection {
  const numbers: readonly (readonly [string, number])[] = [
    ["choices", counts.selections],
    ["choices that came to nothing", counts.withoutSelection],
    ["evaluations", counts.evaluations],
    ["evaluations that came to nothing", counts.withoutOutcomes],
  ];
  const ended = isCutOff || halt !== null ? "ended before its time" : "carried out to its end";
  return {
    heading: "At a glance",
    parts: [{
      ...{ type: "table", caption: "The run in numbers", head: [] },
      rows: [
        ...numbers.map(([name, count]) => [name, count.toLocaleString("en-GB")]),
        ["cost", dollars(cost)],
        ["the run", ended],
      ],
    }],
  };
}

function thoughtSection({ answers }: TimelineResult): ReportSection {
  const asked = answers.filter(([first]) => first !== undefined && first.question !== PICKS);
  return { heading: "What was thought of it", parts: asked.flatMap(fieldParts) };
}

function fieldParts(answers: readonly (Tally | OpenAnswers)[]): ReportPart[] {
  const [{ question, text } = { question: "", text: "" }] = answers;
  const open = answers.filter((one) => one instanceof OpenAnswers);
  const tallies = answers.filter((one) => one instanceof Tally);
  return [
    { type: "heading", text: question },
    { type: "text", lines: [text] },
    ...(tallies.length === 0 ? open.flatMap(openParts) : sharesParts(tallies, question)),
  ];
}

function openParts(answers: OpenAnswers): ReportPart[] {
  const quotes = quotesOf(answers).map(({ who, said }) => `${cut(who, 60)}: ${cut(said, 240)}`);
  const told = [answers.context.label ?? "", sizeLine(answers)].filter((part) => part !== "");
  return [
    { type: "text", lines: [`${told.join(" · ")}.`] },
    ...(quotes.length === 0 ? [] : [
      { type: "list" as const, items: quotes },
      { type: "notes" as const, lines: ["the first answers; all are in the file of events"] },
    ]),
  ];
}

function failuresSection({ counts, warnings }: TimelineResult): ReportSection {
  const traces = Object.entries(counts.traces).filter(([, count]) => count > 0);
  return {
    heading: "Failures and warnings",
    parts: [
      traces.length === 0 ? { type: "text", lines: ["Nothing went wrong in any event."] } : {
        ...{ type: "table", caption: "Events in which something was wrong, by their trace" },
        ...{ head: ["trace", "events"], right: [1] },
        rows: traces.map(([name, count]) => [name, count.toLocaleString("en-GB")]),
      },
      ...(warnings.length === 0 ? [] : [{ type: "list" as const, items: warnings }]),
    ],
  };
}

function costSection(result: TimelineResult): ReportSection {
  const { usage, plan, plots } = result;
  const [head = [], ...rows] = costRows({ usage, plan, synthesisUsage: [] });
  return {
    heading: "Cost",
    parts: rows.length === 0 ? [] : [
      ...(isTelling(modelCosts(result)) ? [costsPart(plots)] : []),
      {
        ...{ type: "table", caption: "Cost by model", head, rows },
        right: head.map((_, at) => at).slice(1),
      },
    ],
  };
}
