import { betaQuantile } from "./beta_quantile.ts";
import { type Interval } from "./wilson.ts";

/**
 * The Jeffreys interval of a share: the middle of the posterior with the prior Beta(½, ½), from 0 where no
 * answer counts and to 1 where all do (Brown, Cai and DasGupta 2001).
 *
 * @param successes How many of the n gave the answer; may be fractional when answers are weighted.
 * @param n How many gave a valid answer.
 * @param options `confidence` is the level, in (0, 1). @default 0.95
 * @throws {RangeError} When n is not positive, successes are outside [0, n] or the level outside (0, 1).
 *
 * @example
 * ```ts
 * import { jeffreys } from "../../mod.ts";
 *
 * const { low, high } = jeffreys(7, 20);
 * if (low.toFixed(8) !== "0.17227621" || high.toFixed(8) !== "0.56776609") throw new Error();
 * ```
 */
export function jeffreys(
  successes: number,
  n: number,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): Interval {
  if (!(n > 0 && successes >= 0 && successes <= n)) {
    throw new RangeError(`Cannot give an interval for ${successes} of ${n}: it must be in [0, n]`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`Cannot give an interval at ${confidence}: it must be in (0, 1)`);
  }
  const end = (p: number) => betaQuantile(p, successes + 0.5, n - successes + 0.5);
  return {
    low: successes === 0 ? 0 : end((1 - confidence) / 2),
    high: successes === n ? 1 : end((1 + confidence) / 2),
  };
}
