import { normalQuantile } from "./normal_quantile.ts";

/** The ends of an interval. */
export interface Interval {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
}

/**
 * The Wilson score interval of a share (Wilson 1927): never of zero width, inside [0, 1], and close
 * to its level at small n, where the textbook interval is not.
 *
 * @param successes How many of the n gave the answer; may be fractional when answers are weighted.
 * @param n How many were asked and gave a valid answer.
 * @param options `confidence` is the level, in (0, 1). @default 0.95
 * @throws {RangeError} When n is not positive or successes are outside [0, n].
 *
 * @example
 * ```ts
 * import { wilson } from "../../mod.ts";
 *
 * const { low, high } = wilson(50, 50);
 * if (low.toFixed(3) !== "0.929" || high !== 1) throw new Error(`${low} ${high}`);
 * ```
 */
export function wilson(
  successes: number,
  n: number,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): Interval {
  if (!(n > 0)) throw new RangeError(`Cannot give an interval at n = ${n}: there is no data`);
  if (!(successes >= 0 && successes <= n)) {
    throw new RangeError(`Cannot give an interval for ${successes} of ${n}: it must be in [0, n]`);
  }
  const z = normalQuantile(0.5 + confidence / 2);
  const p = successes / n;
  const scale = 1 + z * z / n;
  const centre = (p + z * z / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}
