import { type Coefficient, without } from "./coefficient.ts";

/**
 * Kendall's τ-b of two lists (Kendall 1945): how far they put the same things in the same order, from -1,
 * the reverse order, to 1. Ties count for neither, and are taken out of what could be reached:
 * (C − D)/√((P − T₁)(P − T₂)) over the P pairs. Every pair is looked at, so time grows with n².
 *
 * @returns The coefficient; without a value where a list has no variation.
 * @throws {RangeError} When the lists differ in length, or a number is not finite.
 *
 * @example
 * ```ts
 * import { kendallTau } from "../../mod.ts";
 *
 * if (kendallTau([1, 2, 3], [10, 30, 20]).value !== 1 / 3) throw new Error();
 * if (kendallTau([1, 2, 3], [5, 5, 5]).value !== null) throw new Error();
 * ```
 */
export function kendallTau(x: readonly number[], y: readonly number[]): Coefficient {
  if (x.length !== y.length) {
    throw new RangeError(`Cannot correlate ${x.length} numbers with ${y.length}`);
  }
  const odd = [...x, ...y].find((number) => !Number.isFinite(number));
  if (odd !== undefined) throw new RangeError(`Cannot correlate ${odd}: it must be finite`);
  let [agreement, varying, together] = [0, 0, 0];
  x.forEach((left, at) => {
    for (let before = 0; before < at; before++) {
      const first = Math.sign(left - (x[before] ?? NaN));
      const second = Math.sign((y[at] ?? NaN) - (y[before] ?? NaN));
      agreement += first * second;
      varying += first * first;
      together += second * second;
    }
  });
  if (varying === 0 || together === 0) return without("a list does not vary");
  return { value: agreement / Math.sqrt(varying * together), reason: null };
}
