import { type Stream } from "./stream.ts";

/**
 * A new list of the same items in random order, every order equally likely (Fisher and Yates 1938,
 * Durstenfeld 1964).
 *
 * @example
 * ```ts
 * import { shuffle } from "./shuffle.ts";
 * import { stream } from "./stream.ts";
 *
 * const order = shuffle([0, 1, 2], stream(1).fork("order"));
 * if (order.toSorted().join() !== "0,1,2") throw new Error("an item got lost");
 * ```
 */
export function shuffle<T>(items: readonly T[], random: Stream): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const chosen = random.integer(last + 1);
    // Both places exist: chosen ≤ last < length.
    [result[last], result[chosen]] = [result[chosen] as T, result[last] as T];
  }
  return result;
}
