/**
 * The known word nearest to a mistaken one, or undefined when none is near: at most one edit
 * (insertion, deletion, substitution, swap of neighbours) for every three letters, and one in a shorter
 * word.
 *
 * @example
 * ```ts
 * import { suggest } from "./suggest.ts";
 *
 * if (suggest("qestions", ["questions", "rounds"]) !== "questions") throw new Error();
 * if (suggest("colour", ["questions", "rounds"]) !== undefined) throw new Error();
 * ```
 */
export function suggest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = edits(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** The optimal string alignment distance (Damerau 1964). */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? at(before, j - 2) + 1 : Infinity,
      );
    }
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Infinity;
}
