import { continuedFraction } from "./continued_fraction.ts";
import { deviance } from "./deviance.ts";
import { type Tails } from "./incomplete_gamma.ts";
import { stirlingRemainder } from "./stirling_remainder.ts";

/**
 * The regularised incomplete beta function Iₓ(a, b), and 1 − Iₓ: the probability of a beta variable
 * below and above x. Each is computed for itself where it is small: relative error below 1e-12 for a and
 * b from ½ to 1e6 (the continued fraction of Didonato and Morris 1992;
 * its leading power after Loader 2000). simple-statistics has no such
 * function.
 *
 * @param x A number in [0, 1].
 * @param a The first shape, above 0.
 * @param b The second shape, above 0.
 * @throws {RangeError} When a shape is not positive and finite, or x is not in [0, 1].
 *
 * @example
 * ```ts
 * import { incompleteBeta } from "./incomplete_beta.ts";
 *
 * if (Math.abs(incompleteBeta(0.5, 2, 1).lower - 0.25) > 1e-15) throw new Error();
 * ```
 */
export function incompleteBeta(x: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0 && a + b < Infinity && x >= 0 && x <= 1)) {
    throw new RangeError(`Cannot take the incomplete beta function of ${a} and ${b} at ${x}`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === 1) return { lower: 1, upper: 0 };
  const power = betaPower(x, a, b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, power / fraction(x, 1 - x, a, b));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, power / fraction(1 - x, x, b, a));
  return { lower: 1 - upper, upper };
}

/** The power xᵃ(1 − x)ᵇ/B(a, b): x(1 − x) times the density of the beta distribution. */
export function betaPower(x: number, a: number, b: number): number {
  const n = a + b;
  // How far a is from its mean, from whichever of x and 1 − x is exact.
  const off = x < 0.5 ? a - n * x : n * (1 - x) - b;
  const remainder = stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(n);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) *
    Math.exp(-deviance(a, n * x, off) - deviance(b, n * (1 - x), -off) - remainder);
}

/** The even part of the continued fraction, which needs both x and y = 1 − x to keep its digits. */
function fraction(x: number, y: number, a: number, b: number): number {
  const part = (m: number) => {
    const turn = m === 0 ? 0 : (m * (b - m) * x) / (a + 2 * m - 1);
    return m + turn + ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (a + 2 * m + 1);
  };
  return continuedFraction(part(0), (m) => {
    const scale = a + 2 * m - 1;
    return [((a + m - 1) / scale) * ((a + b + m - 1) / scale) * m * (b - m) * x * x, part(m)];
  });
}
