import { ChanceValues } from "./chance_values.ts";
import { distribution, type Weights } from "./distribution.ts";
import { divergenceDraws } from "./divergence_draws.ts";
import { type Uniform } from "./draw_binomial.ts";
import { samplingDivergence } from "./sampling_divergence.ts";

/** How far samples of one size are from those they are drawn from. */
export interface CurvePoint {
  /** The size of the samples. */
  readonly n: number;
  /** The mean of their Jensen–Shannon divergences in bits. */
  readonly mean: number;
  /** What one sample in ten stays at or below. */
  readonly p10: number;
  /** What nine samples in ten stay at or below. */
  readonly p90: number;
  /** What the mean is expected to be, (k − 1)/(8 n ln 2). */
  readonly expected: number;
}

/** How the samples of a curve are drawn. */
export interface CurveOptions {
  /** The sizes of the samples, whole numbers from 1. @default {20, 50, 100, 200, 500, 1000 … 10000} */
  readonly sizes?: readonly number[] | undefined;
  /** How many samples are drawn of each size. @default 500 */
  readonly draws?: number | undefined;
  /** Where random numbers come from, in [0, 1). */
  readonly uniform: Uniform;
}

/** The sizes of samples that SynthBench draws. */
const SIZES = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/**
 * How near samples of growing size come to the shares that they are drawn from: what a *perfect* panel of
 * each size would score against them. It falls with 1/n, not with its root.
 *
 * @param weights The shares, weights or counts: a list, a record by option, a tally or a baseline.
 * @returns A point for each size, in the order given.
 * @throws {RangeError} When there is no data, or a size or the draws are not a whole number from 1.
 *
 * @example
 * ```ts
 * import { samplingCurve } from "../../mod.ts";
 *
 * const [point] = samplingCurve([1, 1, 1, 1], { sizes: [200], uniform: Math.random });
 * if (point?.expected.toFixed(6) !== "0.002705" || point.p10 > point.p90) throw new Error();
 * ```
 */
export function samplingCurve(
  weights: Weights,
  { sizes = SIZES, draws = 500, uniform }: CurveOptions,
): CurvePoint[] {
  const shares = [...distribution(weights).values()].filter((share) => share > 0);
  for (const [what, number] of [["draw", draws], ...sizes.map((size) => ["sample", size])]) {
    if (Number.isSafeInteger(number) && Number(number) >= 1) continue;
    throw new RangeError(`Cannot ${what} ${number}: it must be a whole number from 1`);
  }
  return sizes.map((n) => {
    const all = divergenceDraws({ shares, n }, { shares, n: Infinity }, draws, uniform);
    const chance = new ChanceValues(all);
    return {
      ...{ n, mean: chance.mean, p10: chance.quantile(0.1), p90: chance.quantile(0.9) },
      expected: samplingDivergence(shares.length, n),
    };
  });
}
