/** How many ways there are to spread n answers over k options, (n + k − 1 choose k − 1). */
export function compositionCount(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i < k; i++) count = count * (n + i) / i;
  return count;
}

/**
 * Every way to spread n answers over k options, as counts. One list is filled anew each time: copy what
 * must last.
 *
 * @param n How many answers, a whole number from 0.
 * @param k How many options, from 1.
 *
 * @example
 * ```ts
 * import { compositions } from "./compositions.ts";
 *
 * const all = [...compositions(2, 2)].length;
 * if (all !== 3) throw new Error("2+0, 1+1 and 0+2");
 * ```
 */
export function* compositions(n: number, k: number): Generator<readonly number[]> {
  const counts = Array<number>(k).fill(0);
  counts[0] = n;
  yield counts;
  for (;;) {
    // One answer moves on from the first option that has any, and the rest of it back to the start.
    const from = counts.findIndex((count) => count > 0);
    if (from === -1 || from === k - 1) return;
    const rest = (counts[from] ?? 0) - 1;
    counts[from] = 0;
    counts[from + 1] = (counts[from + 1] ?? 0) + 1;
    counts[0] = rest;
    yield counts;
  }
}
