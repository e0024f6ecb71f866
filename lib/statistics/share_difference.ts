import { type Interval, wilson } from "./wilson.ts";

/** How many of how many gave an answer. */
export interface Proportion {
  /** How many gave it. */
  readonly successes: number;
  /** How many were asked. */
  readonly n: number;
}

/** A difference of two shares and its interval. */
export interface ShareDifference extends Interval {
  /** The first share less the second. */
  readonly difference: number;
}

/**
 * The difference of two independent shares with its interval by Wilson's square-and-add (method 10 of
 * Newcombe 1998): inside [−1, 1], and of a width also where both are 0.
 *
 * @param first How many of how many, on one side.
 * @param second The same on the other.
 * @param options `confidence` is the level, in (0, 1). @default 0.95
 * @throws {RangeError} When a side has no data, or more successes than answers.
 *
 * @example
 * ```ts
 * import { shareDifference } from "../../mod.ts";
 *
 * const { low, high } = shareDifference({ successes: 56, n: 70 }, { successes: 48, n: 80 });
 * if (`${low.toFixed(4)} ${high.toFixed(4)}` !== "0.0524 0.3339") throw new Error();
 * ```
 */
export function shareDifference(
  first: Proportion,
  second: Proportion,
  options: { readonly confidence?: number } = {},
): ShareDifference {
  const one = wilson(first.successes, first.n, options);
  const two = wilson(second.successes, second.n, options);
  const [p, q] = [first.successes / first.n, second.successes / second.n];
  const difference = p - q;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(p - one.low, two.high - q)),
    high: Math.min(1, difference + Math.hypot(one.high - p, q - two.low)),
  };
}
