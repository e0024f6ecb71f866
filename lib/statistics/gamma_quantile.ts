import { gammaPower, incompleteGamma } from "./incomplete_gamma.ts";
import { root } from "./root.ts";

/**
 * The quantile of the gamma distribution of scale 1: the x below which a share p of it lies, to a relative
 * error of about 1e-12.
 *
 * @param p A number in [0, 1].
 * @param a The shape, above 0.
 * @throws {RangeError} When p is not in [0, 1], or the shape is not positive and finite.
 *
 * @example
 * ```ts
 * import { gammaQuantile } from "./gamma_quantile.ts";
 *
 * if (Math.abs(gammaQuantile(0.5, 1) - Math.LN2) > 1e-15) throw new Error();
 * ```
 */
export function gammaQuantile(p: number, a: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && a < Infinity)) {
    throw new RangeError(`Cannot take the quantile at ${p} of a gamma distribution of ${a}`);
  }
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  // In the logarithm of x the logarithm of either tail is nearly straight.
  const logarithm = root(
    (u) => {
      const x = Math.exp(u);
      const { lower, upper } = incompleteGamma(a, x);
      const power = gammaPower(a, x);
      if (p <= 0.5) return { value: Math.log(lower / p), slope: power / lower };
      return { value: Math.log((1 - p) / upper), slope: power / upper };
    },
    -700,
    Math.log(2 * a + 2000),
  );
  return Math.exp(logarithm);
}
