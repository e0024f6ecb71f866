/**
 * What Stirling's formula leaves of the logarithm of the gamma function:
 * ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, to an absolute error of about 1e-15 (Abramowitz and Stegun
 * 6.1.42; below 10 by recurrence). Where the large parts cancel by hand, as in the terms of a binomial
 * distribution, nothing is lost at any size (Loader 2000).
 *
 * @param x A number above 0.
 *
 * @example
 * ```ts
 * import { stirlingRemainder } from "./stirling_remainder.ts";
 *
 * const expected = 1 - Math.log(2 * Math.PI) / 2; // Γ(1) = 1
 * if (Math.abs(stirlingRemainder(1) - expected) > 1e-15) throw new Error();
 * ```
 */
export function stirlingRemainder(x: number): number {
  let [remainder, z] = [0, x];
  for (; z < 10; z++) remainder += (z + 0.5) * Math.log1p(1 / z) - 1;
  const square = 1 / (z * z);
  return remainder + SERIES.reduceRight((sum, coefficient) => sum * square + coefficient, 0) / z;
}

// B(2k)/(2k(2k − 1)) for k = 1 to 8, with the Bernoulli numbers B.
const SERIES = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];
