import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { type SurveyResult } from "./survey_result.ts";

/** What a model summed the answers up as; without parts where none did. */
export function synthesisSection({ synthesis }: SurveyResult): ReportSection {
  const heading = "Summed up by a model";
  if (synthesis === null) return { heading, parts: [] };
  if (synthesis.status === "failed") {
    return { heading, parts: [{ type: "text", lines: [`Not summed up: ${synthesis.message}`] }] };
  }
  const findings = Object.entries(synthesis.findings).filter(([, said]) => said.length > 0);
  return {
    heading,
    parts: [
      {
        type: "notes",
        lines: [`in the words of ${synthesis.model}, which read the answers and counted none`],
      },
      ...findings.flatMap(([name, said]): ReportPart[] => [
        { type: "heading", text: name },
        typeof said === "string" ? { type: "text", lines: [said] } : { type: "list", items: said },
      ]),
    ],
  };
}
