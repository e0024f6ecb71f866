import { drawBinomial, type Uniform } from "./draw_binomial.ts";

/**
 * A draw from the multinomial distribution: the counts of n answers with these shares, an option at a time
 * from what the options before it left over.
 *
 * @param n How many answers, a whole number from 0.
 * @param shares The share of each option; they add up to 1.
 * @param uniform Where random numbers come from.
 *
 * @example
 * ```ts
 * import { drawMultinomial } from "./draw_multinomial.ts";
 *
 * const [yes = 0, no = 0, other] = drawMultinomial(10, [0.5, 0.5, 0], Math.random);
 * if (yes + no !== 10 || other !== 0) throw new Error();
 * ```
 */
export function drawMultinomial(
  n: number,
  shares: readonly number[],
  uniform: Uniform,
): number[] {
  const counts: number[] = [];
  const last = shares.findLastIndex((share) => share > 0);
  let left = n;
  let rest = 1;
  for (let option = 0; option < shares.length; option++) {
    const share = shares[option] ?? 0;
    // The last takes all that is left, whatever rounding made of the rest.
    const count = option === last ? left : drawBinomial(left, share / rest, uniform);
    counts.push(count);
    left -= count;
    rest -= share;
  }
  return counts;
}
