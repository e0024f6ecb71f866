import { plain } from "../display/escape.ts";
import { type Section, sectionLines, sectionMarkdown } from "../display/sections.ts";
import { type Host } from "../host/host.ts";
import { jsonLine } from "./json_line.ts";

/** What a command found, and where it goes. */
export interface EventsReport {
  /** The heading of the report. */
  readonly title: string;
  /** What was found, as data. */
  readonly data: unknown;
  /** The same to be read. */
  readonly sections: readonly Section[];
  /** What must be said of whose answers these are, a sentence each. */
  readonly notices: readonly string[];
  /** The file of the data, as in `metrics.json`. */
  readonly dataFile: string;
  /** The file to be read, as in `report.md`. */
  readonly reportFile: string;
}

/** Writes what was found to standard output, and into a folder where one is named. */
export async function writeReport(
  report: EventsReport,
  { format, folder, host }: {
    readonly format: unknown;
    readonly folder: string | undefined;
    readonly host: Host;
  },
): Promise<void> {
  if (folder !== undefined) {
    const files = {
      [report.dataFile]: `${JSON.stringify(report.data, null, 2)}\n`,
      [report.reportFile]: sectionMarkdown(report.title, report.sections, report.notices),
    };
    for (const [name, text] of Object.entries(files)) {
      const path = `${folder.replace(/\/$/, "")}/${name}`;
      await host.files.writeText(path, text);
      host.terminal.err(plain(`Wrote: ${path}\n`));
    }
  }
  host.terminal.out(
    format === "json"
      ? jsonLine(report.data)
      : `${plain([...sectionLines(report.sections), ...report.notices].join("\n"))}\n`,
  );
}
