/**
 * Works items off side by side, so many at most, and gives the results in the order of the items. When
 * one fails nothing is at work any more by the time that is told.
 *
 * @example
 * ```ts
 * import { sideBySide } from "./side_by_side.ts";
 *
 * const doubled = await sideBySide([1, 2, 3], 2, (item) => Promise.resolve(2 * item));
 * if (doubled.join() !== "2,4,6") throw new Error();
 * ```
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  // All workers take from one walk through the items.
  const left = items.entries();
  const workers = Array.from({ length: Math.min(most, items.length) }, async () => {
    for (const [place, item] of left) results[place] = await work(item);
  });
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return results;
}
