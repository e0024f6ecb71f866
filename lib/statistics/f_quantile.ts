import { betaQuantile } from "./beta_quantile.ts";

/**
 * The quantile of the F distribution: the value below which a share p of it lies, to a relative error of
 * about 1e-12.
 *
 * @param p A number in [0, 1].
 * @param df1 The degrees of freedom above the line, above 0.
 * @param df2 Those below the line, above 0.
 * @throws {RangeError} When p is not in [0, 1], or degrees of freedom are not positive and finite.
 *
 * @example
 * ```ts
 * import { fQuantile } from "../../mod.ts";
 *
 * if (fQuantile(0.95, 2, 28).toFixed(6) !== "3.340386") throw new Error();
 * ```
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1 && df1 > 0 && df2 > 0 && df1 + df2 < Infinity)) {
    throw new RangeError(
      `Cannot take the quantile at ${p} of F with ${df1} and ${df2} degrees of freedom`,
    );
  }
  // The part below the line, df2/(df2 + df1·F), is a beta variable, small where F is large.
  const below = betaQuantile(1 - p, df2 / 2, df1 / 2);
  return (df2 / df1) * ((1 - below) / below);
}
