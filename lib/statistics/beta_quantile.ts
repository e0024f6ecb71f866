import { betaPower, incompleteBeta } from "./incomplete_beta.ts";
import { root } from "./root.ts";

/**
 * The quantile of the beta distribution: the x below which a share p of it lies, to a relative error of
 * about 1e-12.
 *
 * @param p A number in [0, 1].
 * @param a The first shape, above 0.
 * @param b The second shape, above 0.
 * @throws {RangeError} When p is not in [0, 1], or a shape is not positive and finite.
 *
 * @example
 * ```ts
 * import { betaQuantile } from "./beta_quantile.ts";
 *
 * if (Math.abs(betaQuantile(0.25, 2, 1) - 0.5) > 1e-14) throw new Error();
 * ```
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0 && a + b < Infinity)) {
    throw new RangeError(
      `Cannot take the quantile at ${p} of a beta distribution of ${a} and ${b}`,
    );
  }
  if (p === 0 || p === 1) return p;
  // From the side where x is small, which keeps its digits there.
  if (p > incompleteBeta(0.5, a, b).lower) return 1 - fromBelow(1 - p, p, b, a);
  return fromBelow(p, 1 - p, a, b);
}

function fromBelow(p: number, rest: number, a: number, b: number): number {
  // In the logit of x the logarithm of either tail is nearly straight.
  const logit = root(
    (u) => {
      const x = 1 / (1 + Math.exp(-u));
      const { lower, upper } = incompleteBeta(x, a, b);
      const power = betaPower(x, a, b);
      if (p < rest) return { value: Math.log(lower / p), slope: power / lower };
      return { value: Math.log(rest / upper), slope: power / upper };
    },
    -700,
    1,
  );
  return 1 / (1 + Math.exp(-logit));
}
