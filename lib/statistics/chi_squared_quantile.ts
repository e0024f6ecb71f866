import { gammaQuantile } from "./gamma_quantile.ts";

/**
 * The quantile of the chi-squared distribution: the value below which a share p of it lies. Relative
 * error about 1e-12; the table of simple-statistics rounds to two decimals.
 *
 * @param p A number in [0, 1].
 * @param df The degrees of freedom, above 0.
 * @throws {RangeError} When p is not in [0, 1], or the degrees of freedom are not above 0.
 *
 * @example
 * ```ts
 * import { chiSquaredQuantile } from "../../mod.ts";
 *
 * if (chiSquaredQuantile(0.95, 1).toFixed(6) !== "3.841459") throw new Error();
 * ```
 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0 && df < Infinity)) {
    throw new RangeError(
      `Cannot take the quantile at ${p} of chi squared with ${df} degrees of freedom`,
    );
  }
  return 2 * gammaQuantile(p, df / 2);
}
