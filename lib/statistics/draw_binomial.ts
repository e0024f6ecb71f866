import { stirlingRemainder } from "./stirling_remainder.ts";

/** A source of random numbers in [0, 1). */
export type Uniform = () => number;

/**
 * A draw from the binomial distribution: how many of n succeed, each with probability p. Small means are
 * drawn by inversion; large ones by transformed rejection, in a time that does not grow with n (BTRS,
 * Hörmann 1993).
 *
 * @param n How many are tried, a whole number from 0.
 * @param p The probability of each, in [0, 1].
 * @param uniform Where random numbers come from.
 *
 * @example
 * ```ts
 * import { drawBinomial } from "./draw_binomial.ts";
 *
 * if (drawBinomial(7, 1, Math.random) !== 7) throw new Error();
 * ```
 */
export function drawBinomial(n: number, p: number, uniform: Uniform): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(n, 1 - p, uniform);
  return n * p < 10 ? byInversion(n, p, uniform) : byRejection(n, p, uniform);
}

function byInversion(n: number, p: number, uniform: Uniform): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let left = uniform();
  let k = 0;
  while (left >= probability && k < n) {
    left -= probability;
    k += 1;
    probability *= odds * (n - k + 1) / k;
  }
  return k;
}

function byRejection(n: number, p: number, uniform: Uniform): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const most = 0.92 - 4.2 / b;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor((2 * a / edge + b) * u + n * p + 0.5);
    if (edge >= 0.07 && v <= most) return k;
    if (!(k >= 0 && k <= n)) continue;
    const hat = v * (2.83 + 5.1 / b) * spread / (a / (edge * edge) + b);
    if (Math.log(hat) <= logRatio(k, mode, n, p)) return k;
  }
}

/** The logarithm of the probability of k over that of the mode. */
function logRatio(k: number, mode: number, n: number, p: number): number {
  const odds = p / (1 - p);
  return (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
    (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
    (k + 0.5) * Math.log(odds * (n - k + 1) / (k + 1)) +
    stirlingRemainder(mode + 1) + stirlingRemainder(n - mode + 1) -
    stirlingRemainder(k + 1) - stirlingRemainder(n - k + 1);
}
