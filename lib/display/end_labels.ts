/**
 * The labels at the right ends of lines, moved up and down so that each is at least so far from the next, and
 * none above the scale while there is room; their order is that of the lines.
 *
 * @param labels Each with `y`, where its line ends on a scale from bottom to top.
 * @returns The labels with `at`, where each stands on that scale; from the lowest to the highest.
 *
 * @example
 * ```ts
 * import { endLabels } from "./end_labels.ts";
 *
 * const labels = endLabels([{ y: 1 }, { y: 1 }], { least: 0.5, top: 1 });
 * if (labels.map(({ at }) => at).join() !== "0.5,1") throw new Error();
 * ```
 */
export function endLabels<Label extends { readonly y: number }>(
  labels: readonly Label[],
  { least, top }: { readonly least: number; readonly top: number },
): (Label & { readonly at: number })[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  const places: number[] = [];
  for (const { y } of sorted) places.push(Math.max(y, (places.at(-1) ?? -Infinity) + least));
  let above = top + least;
  for (let at = places.length - 1; at >= 0; at--) {
    above = Math.min(places[at] ?? 0, above - least);
    places[at] = above;
  }
  return sorted.map((label, at) => ({ ...label, at: places[at] ?? label.y }));
}
