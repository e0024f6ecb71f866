import { escaped } from "./escape.ts";

/**
 * A text as it can stand inside of a line of Markdown: neither a mark nor HTML, whoever wrote it.
 *
 * @example
 * ```ts
 * import { markdownText } from "./markdown.ts";
 *
 * if (markdownText("# *a* <b>") !== "&#35; &#42;a&#42; &lt;b&gt;") throw new Error();
 * ```
 */
export function markdownText(text: string): string {
  // Quotes mark nothing outside of tags, and a text without tags is easier to read with them.
  return escaped(text).replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .trim().replace(/\s+/g, " ")
    // An underscore within a word marks nothing, and names are full of them.
    .replace(/[|`*[\]\\~]|(?<!&)#|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, coded);
}

/** The same as a line of its own, or as an item of a list. */
export function markdownLine(text: string): string {
  return markdownText(text).replace(/^(?:[-+=]|\d+(?=[.)]))/, coded);
}

/** A table in Markdown, a line each. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = line(head.map(() => "---"));
  const [first = rule, ...others] = [head, ...rows].map((cells) => line(cells.map(markdownText)));
  return [first, rule, ...others];
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
