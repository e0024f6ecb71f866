import { stirlingRemainder } from "./stirling_remainder.ts";

/**
 * The natural logarithm of the gamma function, ln Γ(x): relative error below 1e-14, near its zeros at 1
 * and 2 an absolute one of 1e-15. The function of simple-statistics is as good from 1e-3 on, and off by
 * 4e-9 at 1e-10.
 *
 * @param x A number above 0.
 * @throws {RangeError} When x is not above 0.
 *
 * @example
 * ```ts
 * import { logGamma } from "./log_gamma.ts";
 *
 * if (Math.abs(logGamma(5) - Math.log(24)) > 1e-14) throw new Error();
 * ```
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`Cannot take the gamma function at ${x}: it must be above 0`);
  if (x === Infinity) return Infinity;
  if (x < 1) return logGamma(x + 1) - Math.log(x);
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRemainder(x);
}

const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;
