import { mean, sampleCovariance, sampleVariance } from "simple-statistics";
import { fQuantile } from "./f_quantile.ts";
import { type Interval } from "./wilson.ts";

/** A mean of people that a panel helped to estimate. */
export class Powered {
  /** The estimate. */
  readonly estimate!: number;
  /** Its standard error. */
  readonly standardError!: number;
  /** Its interval, by Student's t with n − 1 degrees of freedom. */
  readonly interval!: Interval;
  /** How far the panel was trusted: 0 is not at all, 1 as if it were people. */
  readonly lambda!: number;
  /** How many people answered. */
  readonly n!: number;
  /** How many people alone would give as small a standard error. */
  readonly nEffective!: number;
  /** Why the interval is rough, a sentence each. */
  readonly warnings!: readonly string[];

  /** Made by `ppi()`. */
  constructor(values: Powered) {
    Object.assign(this, values);
  }
}

/** How a panel is used. */
export interface PpiOptions {
  /** How far the panel is trusted. @default {so far that the standard error is least} */
  readonly lambda?: number | undefined;
  /** The level of the interval, in (0, 1). @default 0.95 */
  readonly confidence?: number | undefined;
}

/** What people say, what the panel says for them, and what it says for others. */
export interface PpiSeries {
  readonly human: readonly number[];
  readonly labelled: readonly number[];
  readonly unlabelled: readonly number[];
}

/**
 * The mean of people's answers, made more precise by a panel: λ·mean(U) + mean(Y − λF), which is unbiased
 * whatever the panel is worth, because people correct it (prediction-powered inference, Angelopoulos et al.
 * 2023; λ tuned as in Angelopoulos, Duchi and Zrnic 2023; for surveys Broska et al. 2025). Variances have
 * n − 1 below them. With a correlation of .3 and an endless panel 500 people are worth 549, and no more.
 *
 * @param human The answers of people, Y.
 * @param labelled What the panel answers in the place of the same people, in their order, F.
 * @param unlabelled What the panel answers in the place of people who were not asked, U.
 * @throws {RangeError} When there are fewer than two answers of each, `human` and `labelled` differ in
 * length, or a number is not finite.
 *
 * @example
 * ```ts
 * import { ppi } from "../../mod.ts";
 *
 * const unlabelled = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
 * const powered = ppi([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 0, 1, 1, 1], unlabelled);
 * if (powered.estimate.toFixed(6) !== "0.647461") throw new Error(`${powered.estimate}`);
 * if (powered.standardError.toFixed(6) !== "0.168599") throw new Error(`${powered.standardError}`);
 * ```
 */
export function ppi(
  human: readonly number[],
  labelled: readonly number[],
  unlabelled: readonly number[],
  { lambda, confidence = 0.95 }: PpiOptions = {},
): Powered {
  const series = { human, labelled, unlabelled };
  const used = lambda ?? tunedLambda([series]);
  const { estimate, variance } = poweredMean(series, used);
  const standardError = Math.sqrt(variance);
  const half = studentQuantile(confidence, human.length - 1) * standardError;
  return new Powered({
    ...{ estimate, standardError, lambda: used, n: human.length },
    interval: { low: estimate - half, high: estimate + half },
    nEffective: variance === 0 ? human.length : sampleVariance([...human]) / variance,
    warnings: sizeWarnings(human.length),
  });
}

/** The λ with the least sum of variances over several series, which has it in common. */
export function tunedLambda(several: readonly PpiSeries[]): number {
  several.forEach(check);
  let [shared, spread] = [0, 0];
  for (const { human, labelled, unlabelled } of several) {
    shared += sampleCovariance([...human], [...labelled]);
    spread += (1 + human.length / unlabelled.length) *
      sampleVariance([...labelled, ...unlabelled]);
  }
  return spread === 0 ? 0 : shared / spread;
}

/** The estimate at a λ, and its variance. */
export interface PoweredMean {
  readonly estimate: number;
  readonly variance: number;
}

/** The mean of people's answers with the panel's help, at a λ. */
export function poweredMean(series: PpiSeries, lambda: number): PoweredMean {
  check(series);
  const { human, labelled, unlabelled } = series;
  const corrected = human.map((answer, at) => answer - lambda * (labelled[at] ?? NaN));
  return {
    estimate: lambda * mean([...unlabelled]) + mean(corrected),
    variance: lambda ** 2 * sampleVariance([...unlabelled]) / unlabelled.length +
      sampleVariance(corrected) / human.length,
  };
}

/** How far from 0 the middle of Student's distribution reaches: t² is F with 1 and df. */
export function studentQuantile(confidence: number, df: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`Cannot give an interval at ${confidence}: it must be in (0, 1)`);
  }
  return Math.sqrt(fQuantile(confidence, 1, df));
}

/** That the people are too few for the interval to be more than rough. */
export function sizeWarnings(n: number): string[] {
  return n < ENOUGH ? [`The interval is rough: it is of ${n} people, fewer than ${ENOUGH}`] : [];
}

const ENOUGH = 50;

function check({ human, labelled, unlabelled }: PpiSeries): void {
  if (human.length !== labelled.length) {
    throw new RangeError(
      `Cannot pair ${human.length} people with ${labelled.length} answers of the panel`,
    );
  }
  if (human.length < 2 || unlabelled.length < 2) {
    throw new RangeError(
      `Cannot combine ${human.length} people with a panel of ${unlabelled.length}: it takes two each`,
    );
  }
  const odd = [human, labelled, unlabelled].flatMap((list) => [...list])
    .find((number) => !Number.isFinite(number));
  if (odd !== undefined) {
    throw new RangeError(`Cannot take the mean with ${odd}: it must be finite`);
  }
}
