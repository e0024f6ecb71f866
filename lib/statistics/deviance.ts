/**
 * Half the deviance of a Poisson count from its mean, x ln(x/mean) + mean − x, without loss where the
 * two are close: 0 when they are equal, and positive elsewhere (Loader 2000).
 *
 * @param x A number from 0.
 * @param mean A number above 0.
 * @param difference What x is above the mean, where it is known better. @default x − mean
 *
 * @example
 * ```ts
 * import { deviance } from "./deviance.ts";
 *
 * if (deviance(3, 3) !== 0 || deviance(0, 2) !== 2) throw new Error();
 * ```
 */
export function deviance(x: number, mean: number, difference = x - mean): number {
  if (x === 0) return mean;
  const relative = difference / (x + mean);
  if (Math.abs(relative) > 0.1) return x * Math.log(x / mean) - difference;
  // x ln(x/mean) is 2x · atanh(relative); its first term meets the difference.
  let sum = difference * relative;
  let power = 2 * x * relative;
  for (let odd = 3;; odd += 2) {
    power *= relative * relative;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
