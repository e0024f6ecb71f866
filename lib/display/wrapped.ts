import { cut, width } from "./columns.ts";
import { plain } from "./escape.ts";

/**
 * A text in lines of at most so many columns, broken between words; a word that is wider, as in scripts
 * without spaces, is broken inside.
 *
 * @param options `most` is the number of lines, the last one cut where more are needed.
 *
 * @example
 * ```ts
 * import { wrapped } from "./wrapped.ts";
 *
 * if (wrapped("one two three", 7, { most: 2 }).join("|") !== "one two|three") throw new Error();
 * ```
 */
export function wrapped(
  text: string,
  columns: number,
  { most }: { readonly most: number },
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of plain(text).trim().split(/\s+/).flatMap((word) => pieces(word, columns))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (width(longer) <= columns) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(" "), columns)];
}

/** A word in pieces that fit. */
function pieces(word: string, columns: number): string[] {
  if (width(word) <= columns) return [word];
  const all: string[] = [];
  let piece = "";
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (width(piece + segment) > columns) {
      all.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...all, piece];
}
