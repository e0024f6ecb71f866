import { logGamma } from "./log_gamma.ts";
import { root } from "./root.ts";
import { type Interval } from "./wilson.ts";

/**
 * The confidence sequence of a share: an interval that may be looked at after every answer, because the
 * chance that it misses the truth at any look whatever is at most alpha. It holds the shares p at which
 * the beta-binomial mixture with a uniform prior is below 1/alpha:
 * {p : C(n, S) · p^S · (1 − p)^(n − S) · (n + 1) > alpha} (Robbins 1970). It is wider than an interval
 * for one look at a fixed n.
 *
 * @param successes How many of the n gave the answer; the sum of people's means where each was asked
 * several times, so not always a whole number.
 * @param n How many people gave a valid answer; before the first one the interval is [0, 1].
 * @param alpha The chance of missing the truth at some look, in (0, 1).
 * @throws {RangeError} When n is negative, successes are outside [0, n] or alpha is not in (0, 1).
 *
 * @example
 * ```ts
 * import { confidenceSequence } from "../../mod.ts";
 *
 * const { low, high } = confidenceSequence(5, 10, 0.05);
 * if (low.toFixed(4) !== "0.1292" || high.toFixed(4) !== "0.8708") throw new Error(`${low} ${high}`);
 * ```
 */
export function confidenceSequence(successes: number, n: number, alpha: number = 0.05): Interval {
  check(successes, n, alpha);
  if (n === 0) return { low: 0, high: 1 };
  // Each end from its own side, which keeps its digits near 0.
  return {
    low: Math.min(successes / n, logistic(-logitEnd(n - successes, n, alpha))),
    high: Math.max(successes / n, logistic(logitEnd(successes, n, alpha))),
  };
}

/**
 * Whether both ends of the confidence sequence are at most this far from the share. It asks only whether
 * the two places at that distance are outside, so it costs far less than the ends do. Without answers
 * nothing is known.
 *
 * @throws {RangeError} When `confidenceSequence` does.
 *
 * @example
 * ```ts
 * import { isKnownWithin } from "./confidence_sequence.ts";
 *
 * if (!isKnownWithin(5, 10, 0.05, 0.371) || isKnownWithin(5, 10, 0.05, 0.37)) throw new Error();
 * ```
 */
export function isKnownWithin(
  successes: number,
  n: number,
  alpha: number,
  halfWidth: number,
): boolean {
  check(successes, n, alpha);
  if (n === 0) return false;
  const top = logTop(successes, n) - Math.log(alpha);
  const isOutside = (p: number) =>
    p <= 0 || p >= 1 ||
    top + successes * Math.log(p) + (n - successes) * Math.log1p(-p) <= 0;
  const share = successes / n;
  return isOutside(share - halfWidth) && isOutside(share + halfWidth);
}

function check(successes: number, n: number, alpha: number): void {
  if (!(n >= 0 && n < Infinity && successes >= 0 && successes <= n)) {
    throw new RangeError(
      `Cannot give a confidence sequence for ${successes} of ${n}: it must be in [0, n]`,
    );
  }
  if (!(alpha > 0 && alpha < 1)) {
    throw new RangeError(
      `Cannot give a confidence sequence at alpha ${alpha}: it must be in (0, 1)`,
    );
  }
}

/** The logit of the upper end. */
function logitEnd(successes: number, n: number, alpha: number): number {
  if (successes === n) return Infinity;
  if (successes === 0) return Math.log(Math.expm1(-Math.log(alpha / (n + 1)) / n));
  const top = logTop(successes, n) - Math.log(alpha);
  const share = successes / n;
  // In the logit of p the logarithm of the mixture bends one way only, and far out is straight.
  return root(
    (u) => ({
      value: (n - successes) * u + n * softplus(-u) - top,
      slope: n * (logistic(u) - share),
    }),
    Math.max(-FAR, Math.log(successes / (n - successes))),
    FAR,
  );
}

// Here p is 1, and at its opposite 0, to the last digit that matters.
const FAR = 700;

/** ln C(n, S)·(n + 1). */
function logTop(successes: number, n: number): number {
  return logGamma(n + 2) - logGamma(successes + 1) - logGamma(n - successes + 1);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** ln(1 + e^x), for any x. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
