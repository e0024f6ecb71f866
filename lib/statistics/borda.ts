/**
 * The Borda count of rankings (Borda 1781): of k options the first place earns k − 1 points, the last one
 * none. Options that a ranking leaves out share the points that are left.
 *
 * @param rankings The options as each person ranked them, the best first.
 * @param options All options. @default {those that were ranked, in the order in which they appear}
 * @returns The mean points of each option, in [0, k − 1]; all 0 without rankings.
 * @throws {TypeError} When a ranking names an option twice, or something that is no option.
 *
 * @example
 * ```ts
 * import { borda } from "../../mod.ts";
 *
 * const points = borda([["a", "b", "c"], ["b", "a", "c"], ["b"]]);
 * if (points.b !== 5 / 3 || points.c !== 0.5 / 3) throw new Error(JSON.stringify(points));
 * ```
 */
export function borda(
  rankings: readonly (readonly string[])[],
  options: readonly string[] = [...new Set(rankings.flat())],
): Record<string, number> {
  const points = new Map(options.map((option) => [option, 0]));
  for (const ranking of rankings) {
    checkRanking(ranking, points);
    // The points of the places that nobody has, shared out evenly.
    const rest = (options.length - ranking.length - 1) / 2;
    for (const [option, sum] of points) {
      const place = ranking.indexOf(option);
      points.set(option, sum + (place < 0 ? rest : options.length - 1 - place));
    }
  }
  const people = Math.max(1, rankings.length);
  return Object.fromEntries([...points].map(([option, sum]) => [option, sum / people]));
}

function checkRanking(ranking: readonly string[], options: ReadonlyMap<string, number>): void {
  const stray = ranking.find((option) => !options.has(option));
  if (stray !== undefined) throw new TypeError(`Cannot count "${stray}": it is no option`);
  const twice = ranking.find((option, place) => ranking.indexOf(option) !== place);
  if (twice !== undefined) throw new TypeError(`Cannot count "${twice}": it is ranked twice`);
}
