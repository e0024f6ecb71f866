import { counted } from "../display/counted.ts";
import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import { type EventReport } from "../rows/event_validator.ts";
import { validateEvents } from "../rows/validate_events.ts";
import { eventsPath } from "./events_flags.ts";
import { numberOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";
import { oneLine, warn } from "./warn.ts";

/** Carries out `events validate`: 0 where nothing is wrong, 1 where something is. */
export async function eventsValidate(
  operands: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const path = await eventsPath("events validate", operands, values, host);
  const report = await validateEvents(path, { maxErrors: numberOf(values, "max-errors"), host });
  if (values["output-format"] === "json") host.terminal.out(jsonLine(reportJson(path, report)));
  else host.terminal.out(`${plain(reportLines(path, report).join("\n"))}\n`);
  if (report.rows === 0) warn([`${path} has 0 rows`], host);
  return report.valid ? 0 : 1;
}

/** A report as it stands in JSON. */
export function reportJson(path: string, report: EventReport): Record<string, unknown> {
  return {
    ...{ input: path, valid: report.valid, rows: report.rows },
    ...{ valid_rows: report.validRows, invalid_rows: report.invalidRows },
    ...{ evaluations: report.evaluations, selections: report.selections },
    ...{ duplicate_ids: report.duplicateIds, broken_links: report.brokenLinks },
    issues: report.issues,
  };
}

/** What is wrong, a line each, and the counts. */
export function reportLines(path: string, report: EventReport): string[] {
  const { valid, rows, validRows, invalidRows, duplicateIds, brokenLinks, issues } = report;
  const kinds = `${counted(report.evaluations, "evaluation")}, ${
    counted(report.selections, "selection")
  }`;
  if (valid) return [`OK: ${path} has ${counted(rows, "row")} (${kinds}), all valid`];
  return [
    ...issues.map(({ line, path: at, message }) =>
      oneLine(`${path}:${line} ${at === "$" ? "" : `${at} `}${message}`)
    ),
    `${path} has ${counted(rows, "row")} (${kinds}): ${validRows} valid, ${invalidRows} invalid, ` +
    `${counted(duplicateIds, "repeated id")}, ${counted(brokenLinks, "broken link")}; ` +
    `${counted(issues.length, "problem")} listed`,
  ];
}
