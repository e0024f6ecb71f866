import { plain } from "./escape.ts";
import { markdownCode, markdownLine, markdownTable, markdownText } from "./markdown.ts";
import { type ReportContent, type ReportPart, type ReportTable } from "./report_parts.ts";
import { SYNTHETIC_NOTICE } from "./synthetic_notice.ts";

/** A report in Markdown: charts in words, and what files and models said as text. */
export function reportMarkdown({ title, subtitle, notices, sections }: ReportContent): string {
  const lines = [
    `# ${markdownText(title)}`,
    "",
    markdownLine(subtitle),
    "",
    `> **${markdownText(SYNTHETIC_NOTICE)}**`,
    ...notices.flatMap((notice) => [">", `> ${markdownLine(notice)}`]),
    ...sections.flatMap(({ heading, parts }) => [
      ...["", `## ${markdownText(heading)}`],
      ...parts.flatMap((part) => ["", ...partLines(part)]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function partLines(part: ReportPart): string[] {
  switch (part.type) {
    case "heading":
      return [`### ${markdownText(part.text)}`];
    case "text":
    case "notes":
      return part.lines.flatMap((line, at) => [...(at === 0 ? [] : [""]), markdownLine(line)]);
    case "list":
      return part.items.map((item) => `- ${markdownLine(item)}`);
    case "code":
      return markdownCode(plain(part.text));
    case "chart":
      return markdownCode(plain(String(part.chart)));
    case "table":
      return [markdownLine(part.caption), "", ...markdownTable(headOf(part), part.rows)];
  }
}

/** Markdown knows no table without a head. */
function headOf({ head, rows }: ReportTable): readonly string[] {
  return head.length > 0 ? head : (rows[0] ?? []).map(() => "");
}
