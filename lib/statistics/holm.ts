/**
 * P-values adjusted for how many there are, by Holm's step-down method (Holm 1979): calling those at or
 * below a level significant goes wrong in at most that share of whole families, however the tests hang
 * together.
 *
 * @param pValues The p-values of all tests of the family, in [0, 1].
 * @returns The adjusted ones, in the same order.
 * @throws {RangeError} When one is not in [0, 1].
 *
 * @example
 * ```ts
 * import { holm } from "../../mod.ts";
 *
 * if (holm([0.01, 0.5, 0.02]).join() !== "0.03,0.5,0.04") throw new Error();
 * ```
 */
export function holm(pValues: readonly number[]): number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new RangeError(`Cannot adjust ${bad}: it must be in [0, 1]`);
  const order = pValues.map((_, at) => at).toSorted((a, b) =>
    (pValues[a] ?? 0) - (pValues[b] ?? 0)
  );
  const adjusted = [...pValues];
  let largest = 0;
  for (const [rank, at] of order.entries()) {
    largest = Math.max(largest, (pValues.length - rank) * (pValues[at] ?? 0));
    adjusted[at] = Math.min(1, largest);
  }
  return adjusted;
}
