/**
 * The Jensen–Shannon divergence, in bits, that chance alone leads one to expect between two samples of
 * the same people: (k − 1)/(8 ln 2) · (1/n + 1/m). A panel of n that is drawn from the humans themselves
 * does not score 0 but about this much, so it belongs beside every divergence (Grosse et al. 2002, the
 * leading term).
 *
 * @param options How many options have a share above zero, from 1.
 * @param n The size of the panel.
 * @param m The size of the human sample; infinite, or null, when the human shares are taken as exact.
 * @throws {RangeError} When a size is not positive.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { samplingDivergence } from "../../mod.ts";
 *
 * assert(samplingDivergence(3, 100).toFixed(6) === "0.003607");
 * ```
 */
export function samplingDivergence(
  options: number,
  n: number,
  m: number | null = Infinity,
): number {
  const size = m ?? Infinity;
  if (!(n > 0 && size > 0 && options >= 1)) {
    throw new RangeError(
      `Cannot expect a divergence of ${options} options at n = ${n} and ${size}`,
    );
  }
  return ((options - 1) / (8 * Math.LN2)) * (1 / n + 1 / size);
}
