import { incompleteBeta } from "./incomplete_beta.ts";

/**
 * The probability that an F variable is above f: the p-value of a ratio of variances. Relative error
 * below 1e-12.
 *
 * @param f The ratio, from 0.
 * @param df1 The degrees of freedom above the line, above 0.
 * @param df2 Those below the line, above 0.
 * @throws {RangeError} When f is below 0, or degrees of freedom are not positive and finite.
 *
 * @example
 * ```ts
 * import { fTail } from "../../mod.ts";
 *
 * if (Math.abs(fTail(1, 7, 7) - 0.5) > 1e-14) throw new Error();
 * ```
 */
export function fTail(f: number, df1: number, df2: number): number {
  if (!(f >= 0 && df1 > 0 && df2 > 0 && df1 + df2 < Infinity)) {
    throw new RangeError(
      `Cannot take the tail of F at ${f} with ${df1} and ${df2} degrees of freedom`,
    );
  }
  return incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2).lower;
}
