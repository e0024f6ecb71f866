import { plain } from "./escape.ts";

// East Asian Wide and Fullwidth (UAX #11), and what is shown as an emoji (UTS #51).
const WIDE =
  /^(\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])|\ufe0f/u;
const NONE = /^[\p{Default_Ignorable_Code_Point}\p{M}]+$/u;

/** How many terminal columns a text takes: wide East Asian characters and emoji take two. */
export function width(text: string): number {
  let columns = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    columns += WIDE.test(segment) ? 2 : NONE.test(segment) ? 0 : 1;
  }
  return columns;
}

/**
 * Rows of cells as lines of aligned columns.
 *
 * @param right The columns that are set to the right, by place.
 *
 * @example
 * ```ts
 * import { columns } from "./columns.ts";
 *
 * if (columns([["a", "1"], ["bc", "22"]], [1]).join("|") !== "a    1|bc  22") throw new Error();
 * ```
 */
export function columns(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] {
  const cells = rows.map((row) => row.map((cell) => plain(cell).replace(/\s+/g, " ")));
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((cell, at) => widths[at] = Math.max(widths[at] ?? 0, width(cell)));
  }
  return cells.map((row) =>
    row.map((cell, at) => {
      const space = " ".repeat((widths[at] ?? 0) - width(cell));
      return right.includes(at) ? space + cell : cell + space;
    }).join("  ").trimEnd()
  );
}

/** A text cut to so many columns, with an ellipsis where something is left out. */
export function cut(text: string, most: number): string {
  const line = plain(text).replace(/\s+/g, " ");
  if (width(line) <= most) return line;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (width(kept + segment) > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
