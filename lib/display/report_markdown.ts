import { plain } from "./escape.ts";
import { markdownCode, markdownTable, markdownText } from "./markdown.ts";
import { type ReportContent, type ReportPart } from "./report_parts.ts";
import { SYNTHETIC_NOTICE } from "./synthetic_notice.ts";

/** A report in Markdown: charts in words, and what files and models said as text. */
export function reportMarkdown({ title, subtitle, notice, sections }: ReportContent): string {
  const lines = [
    `# ${markdownText(title)}`,
    "",
    markdownText(subtitle),
    "",
    `> **${markdownText(SYNTHETIC_NOTICE)}**`,
    ...(notice === null ? [] : [">", `> ${markdownText(notice)}`]),
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
      return part.lines.flatMap((line, at) => [...(at === 0 ? [] : [""]), markdownText(line)]);
    case "list":
      return part.items.map((item) => `- ${markdownText(item)}`);
    case "code":
      return markdownCode(plain(part.text));
    case "chart":
      return markdownCode(plain(String(part.chart)));
    case "table":
      return [markdownText(part.caption), "", ...markdownTable(part.head, part.rows)];
  }
}
