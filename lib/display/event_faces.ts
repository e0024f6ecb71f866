import { type EventMetrics } from "../analysis/analyze_events.ts";
import { type EventComparison } from "../analysis/compare_events.ts";
import { type EventReport } from "../rows/event_validator.ts";
import { cut } from "./columns.ts";
import { comparisonSections } from "./comparison_sections.ts";
import { escaped } from "./escape.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";
import { metricSections } from "./metric_sections.ts";
import { recordFace } from "./record_face.ts";
import { type Section, sectionLines } from "./sections.ts";

/** What is known of events. */
export const metricsFace: Face<EventMetrics> = sectionsFace(metricSections);

/** Events of several conditions side by side. */
export const comparedEventsFace: Face<EventComparison> = sectionsFace(comparisonSections);

/** How many issues of events are shown. */
const SHOWN = 20;

/** What became of checking events. */
export const eventReportFace: Face<EventReport> = recordFace({
  title: ({ valid }) => valid ? "all events are valid" : "some events are not valid",
  notes: ({ issues }) => [
    ...issues.slice(0, SHOWN).map(({ line, path, message }) =>
      cut(`${line === undefined ? "" : `line ${line}: `}${path} ${message}`, 200)
    ),
    ...(issues.length > SHOWN ? [`… and ${issues.length - SHOWN} more`] : []),
  ],
  without: ["valid", "issues"],
});

function sectionsFace<Value>(sectionsOf: (value: Value) => Section[]): Face<Value> {
  return {
    text: (value) => sectionLines(sectionsOf(value)).join("\n"),
    html: (value) =>
      sectionsOf(value).map(({ heading, rows: [head = [], ...rows], notes = [] }) =>
        table(head, rows, { caption: heading, right: head.map((_, at) => at).slice(1) }) +
        notes.map((note) => `<div><small>${escaped(note)}</small></div>`).join("")
      ).join(""),
  };
}
