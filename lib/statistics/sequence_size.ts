import { confidenceSequence, isKnownWithin } from "./confidence_sequence.ts";

/**
 * How many answers the confidence sequence of a share needs, so that both its ends are at most this far
 * from the share, when the share is one half.
 *
 * @param halfWidth The distance asked for, in (0, 0.5).
 * @param alpha The chance that the sequence misses the truth at some look, in (0, 1).
 * @throws {RangeError} When the half-width or alpha is out of range.
 *
 * @example
 * ```ts
 * import { sequenceSize } from "../../mod.ts";
 *
 * if (sequenceSize(0.1, 0.05 / 15) !== 417) throw new Error();
 * ```
 */
export function sequenceSize(halfWidth: number, alpha: number = 0.05): number {
  if (!(halfWidth > 0 && halfWidth < 0.5)) {
    throw new RangeError(`Cannot plan for a half-width of ${halfWidth}: it must be in (0, 0.5)`);
  }
  const isEnough = (n: number) => isKnownWithin(n / 2, n, alpha, halfWidth);
  let enough = 1;
  while (!isEnough(enough)) enough *= 2;
  let tooFew = enough / 2;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/**
 * How far the ends of the confidence sequence are from a share of one half after n answers: the width that
 * n planned answers can reach.
 *
 * @param n How many answers are planned, from 1.
 * @param alpha The chance that the sequence misses the truth at some look, in (0, 1).
 * @throws {RangeError} When n is below 1 or alpha is out of range.
 *
 * @example
 * ```ts
 * import { sequenceHalfWidth } from "../../mod.ts";
 *
 * if (sequenceHalfWidth(100, 0.05 / 15).toFixed(3) !== "0.190") throw new Error();
 * ```
 */
export function sequenceHalfWidth(n: number, alpha: number = 0.05): number {
  if (!(n >= 1)) throw new RangeError(`Cannot plan for ${n} answers: it must be 1 or more`);
  return confidenceSequence(n / 2, n, alpha).high - 0.5;
}
