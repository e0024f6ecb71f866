/**
 * What one option adds to the Jensen–Shannon divergence, times 2 ln 2: m·(log1p(−x²) + 2x·atanh x), with
 * m its mean share and x the relative difference, which stays exact where the shares are nearly equal.
 *
 * @param p The share on one side.
 * @param q The share on the other.
 *
 * @example
 * ```ts
 * import { divergenceTerm } from "./divergence_term.ts";
 *
 * if (divergenceTerm(0.3, 0.3) !== 0) throw new Error();
 * ```
 */
export function divergenceTerm(p: number, q: number): number {
  const mean = (p + q) / 2;
  if (mean === 0) return 0;
  const x = (p - q) / (p + q);
  if (Math.abs(x) === 1) return mean * 2 * Math.LN2;
  return mean * (Math.log1p(-x * x) + 2 * x * Math.atanh(x));
}
