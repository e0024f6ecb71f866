import { betaQuantile } from "./beta_quantile.ts";
import { type Interval } from "./wilson.ts";

/**
 * The exact interval of a share (Clopper and Pearson 1934): every share that a test of each side at half
 * the level does not reject. It never covers less than its level.
 *
 * @param successes How many of the n gave the answer; may be fractional when answers are weighted.
 * @param n How many gave a valid answer.
 * @param options.confidence The level, in (0, 1). @default 0.95
 * @throws {RangeError} When n is not positive or successes are outside [0, n].
 *
 * @example
 * ```ts
 * import { clopperPearson } from "../../mod.ts";
 *
 * const { low, high } = clopperPearson(30, 50);
 * if (`${low.toFixed(4)} ${high.toFixed(4)}` !== "0.4518 0.7359") throw new Error();
 * ```
 */
export function clopperPearson(
  successes: number,
  n: number,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): Interval {
  if (!(n > 0)) throw new RangeError(`Cannot give an interval at n = ${n}: there is no data`);
  if (!(successes >= 0 && successes <= n)) {
    throw new RangeError(`Cannot give an interval for ${successes} of ${n}: it must be in [0, n]`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(
      `Cannot give an interval at the level ${confidence}: it must be in (0, 1)`,
    );
  }
  const tail = (1 - confidence) / 2;
  const failures = n - successes;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    high: failures === 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures),
  };
}
