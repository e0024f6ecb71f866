import { incompleteGamma } from "./incomplete_gamma.ts";

/**
 * The probability that a chi-squared variable is above x, Q(df/2, x/2): the p-value of a chi-squared
 * statistic. Relative error below 1e-12, also far out. simple-statistics has a table only, of 13 levels
 * and degrees of freedom to 100.
 *
 * @param x The statistic, from 0.
 * @param df The degrees of freedom, above 0.
 * @throws {RangeError} When x is below 0, or the degrees of freedom are not above 0.
 *
 * @example
 * ```ts
 * import { chiSquaredTail } from "../../mod.ts";
 *
 * if (chiSquaredTail(14, 2).toFixed(11) !== "0.00091188197") throw new Error();
 * ```
 */
export function chiSquaredTail(x: number, df: number): number {
  if (!(x >= 0 && df > 0 && df < Infinity)) {
    throw new RangeError(
      `Cannot take the tail of chi squared at ${x} with ${df} degrees of freedom`,
    );
  }
  return incompleteGamma(df / 2, x / 2).upper;
}
