/**
 * At most so many items of a list, evenly spaced, with both ends.
 *
 * @example
 * ```ts
 * import { thinned } from "./thinned.ts";
 *
 * if (thinned([1, 2, 3, 4, 5], 3).join() !== "1,3,5") throw new Error();
 * ```
 */
export function thinned<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => Math.round(at * step))
    .flatMap((place) => items.slice(place, place + 1));
}
