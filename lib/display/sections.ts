import { columns } from "./columns.ts";
import { markdownLine, markdownTable, markdownText } from "./markdown.ts";

/** A table under a heading: the first row are the names of the columns. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
  /** What must be said below it, a sentence each. */
  readonly notes?: readonly string[];
}

/** Sections as lines to read, numbers set to the right. */
export function sectionLines(sections: readonly Section[]): string[] {
  return sections.flatMap(({ heading, rows, notes = [] }, at) => {
    const places = rows[0]?.map((_, place) => place).slice(1) ?? [];
    const table = columns(rows, places.filter((place) => isNumeric(rows, place)));
    return [...(at === 0 ? [] : [""]), heading, ...table.map((line) => `  ${line}`), ...notes];
  });
}

/**
 * Sections as Markdown, with what must be said of them all on top. What files and models said stands in it as text: neither as a mark nor as HTML.
 *
 * @example
 * ```ts
 * import { sectionMarkdown } from "./sections.ts";
 *
 * const text = sectionMarkdown("Events", [{ heading: "Counts", rows: [["of", "n"], ["a|b", "3"]] }]);
 * if (!text.includes("| a&#124;b | 3 |")) throw new Error(text);
 * ```
 */
export function sectionMarkdown(
  title: string,
  sections: readonly Section[],
  notices: readonly string[] = [],
): string {
  const parts = sections.flatMap(({ heading, rows: [head = [], ...rows], notes = [] }) => [
    ...["", `## ${markdownText(heading)}`, ""],
    ...markdownTable(head, rows),
    ...notes.flatMap((note) => ["", markdownLine(note)]),
  ]);
  const head = [
    `# ${markdownText(title)}`,
    ...notices.flatMap((said) => ["", `> ${markdownText(said)}`]),
  ];
  return `${[...head, ...parts].join("\n")}\n`;
}

/** A number as it stands in a table: four places, an en dash where there is none. */
export function figure(number: number | null | undefined): string {
  if (number == null) return "–";
  return Number.isInteger(number) ? String(number) : number.toFixed(4);
}

function isNumeric(rows: readonly (readonly string[])[], place: number): boolean {
  return rows.slice(1).every((row) => /^[-–]?[\d.,%]*$/.test(row[place] ?? ""));
}
