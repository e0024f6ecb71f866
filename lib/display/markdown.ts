import { escaped } from "./escape.ts";

/**
 * A text as it can stand anywhere in Markdown, in one line: neither a mark nor HTML, whoever wrote it.
 *
 * @example
 * ```ts
 * import { markdownText } from "./markdown.ts";
 *
 * if (markdownText("# *a* <b>") !== "&#35; &#42;a&#42; &lt;b&gt;") throw new Error();
 * ```
 */
export function markdownText(text: string): string {
  return escaped(text).trim().replace(/\s+/g, " ")
    .replace(/[|`*_[\]\\~]|(?<!&)#|^[-+=]|^\d+(?=[.)])/g, coded);
}

/** A table in Markdown, a line each. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** Text that is set as it stands, between fences longer than any in it. */
export function markdownCode(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [fence, text, fence];
}

function coded(marks: string): string {
  return [...marks].map((mark) => `&#${mark.codePointAt(0)};`).join("");
}
