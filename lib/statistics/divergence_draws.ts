import { divergenceTerm } from "./divergence_term.ts";
import { type Uniform } from "./draw_binomial.ts";
import { drawMultinomial } from "./draw_multinomial.ts";

/** A population to draw answers from. */
export interface Population {
  /** The share of each option; they add up to 1. */
  readonly shares: readonly number[];
  /** How many answers a sample has, a whole number; infinite when the shares are taken as they are. */
  readonly n: number;
}

/**
 * The Jensen–Shannon divergences between samples drawn from two populations.
 *
 * @param panel Where the panel's answers are drawn from.
 * @param human Where the humans' are, with the options in the same places.
 * @param draws How many pairs of samples.
 * @param uniform Where random numbers come from.
 *
 * @example
 * ```ts
 * import { divergenceDraws } from "./divergence_draws.ts";
 *
 * const [jsd] = divergenceDraws(
 *   { shares: [1, 0], n: 9 },
 *   { shares: [0, 1], n: Infinity },
 *   1,
 *   Math.random,
 * );
 * if (jsd !== 1) throw new Error(`${jsd}`);
 * ```
 */
export function divergenceDraws(
  panel: Population,
  human: Population,
  draws: number,
  uniform: Uniform,
): Float64Array {
  const isFixed = human.n === Infinity;
  return Float64Array.from({ length: draws }, () => {
    const counts = drawMultinomial(panel.n, panel.shares, uniform);
    if (isFixed) return between(counts, panel.n, human.shares, 1);
    return between(counts, panel.n, drawMultinomial(human.n, human.shares, uniform), human.n);
  });
}

function between(
  one: readonly number[],
  oneTotal: number,
  other: readonly number[],
  otherTotal: number,
): number {
  let sum = 0;
  for (let option = 0; option < one.length; option++) {
    sum += divergenceTerm((one[option] ?? 0) / oneTotal, (other[option] ?? 0) / otherTotal);
  }
  return sum / (2 * Math.LN2);
}
