/**
 * The rank of each number, the smallest first; equal numbers share the mean of their ranks.
 *
 * @example
 * ```ts
 * import { midranks } from "./midranks.ts";
 *
 * if (midranks([20, 10, 20]).join() !== "2.5,1,2.5") throw new Error();
 * ```
 */
export function midranks(numbers: readonly number[]): number[] {
  return numbers.map((number) => {
    const below = numbers.filter((other) => other < number).length;
    const equal = numbers.filter((other) => other === number).length;
    return below + (equal + 1) / 2;
  });
}
