import { sampleVariance } from "simple-statistics";
import {
  type PoweredMean,
  poweredMean,
  type PpiOptions,
  type PpiSeries,
  sizeWarnings,
  studentQuantile,
  tunedLambda,
} from "./ppi.ts";
import { type Interval } from "./wilson.ts";

/** The shares of people that a panel helped to estimate. */
export class PoweredShares {
  /** The estimate of each option's share; they add up to 1, and one may be a little below 0. */
  readonly shares!: Readonly<Record<string, number>>;
  /** The standard error of each share. */
  readonly standardErrors!: Readonly<Record<string, number>>;
  /** The interval of each share, inside [0, 1]. */
  readonly intervals!: Readonly<Record<string, Interval>>;
  /** How far the panel was trusted: one number for all options. */
  readonly lambda!: number;
  /** How many people answered. */
  readonly n!: number;
  /** How many people alone would have as small a sum of variances. */
  readonly nEffective!: number;
  /** Why intervals are rough, a sentence each. */
  readonly warnings!: readonly string[];

  /** Made by `ppiShares()`. */
  constructor(values: PoweredShares) {
    Object.assign(this, values);
  }
}

interface OptionSeries extends PpiSeries {
  readonly option: string;
}

/** What shares are estimated over. */
export interface PpiSharesOptions extends PpiOptions {
  /** The options. @default {those that were given, in the order in which they appear} */
  readonly options?: readonly string[] | undefined;
}

/**
 * The shares of people's answers, made more precise by a panel, as `ppi` does with a mean: one λ for all
 * options, Σ cov/((1 + n/N)·Σ var), so that the shares add up to 1.
 *
 * @param human The options that people chose.
 * @param labelled What the panel chooses in the place of the same people, in their order.
 * @param unlabelled What the panel chooses in the place of people who were not asked.
 * @throws {RangeError} When there are fewer than two answers of each, or `human` and `labelled` differ in
 * length.
 * @throws {TypeError} When an answer is no option.
 *
 * @example
 * ```ts
 * import { ppiShares } from "../../mod.ts";
 *
 * const { shares } = ppiShares(["a", "b", "a", "a"], ["a", "b", "b", "a"], ["b", "b", "a", "b"]);
 * if (Math.abs((shares.a ?? NaN) + (shares.b ?? NaN) - 1) > 1e-12) throw new Error();
 * ```
 */
export function ppiShares(
  human: readonly string[],
  labelled: readonly string[],
  unlabelled: readonly string[],
  {
    options = [...new Set([...human, ...labelled, ...unlabelled])],
    lambda,
    confidence = 0.95,
  }: PpiSharesOptions = {},
): PoweredShares {
  const stray = [human, labelled, unlabelled].flat().find((answer) => !options.includes(answer));
  if (stray !== undefined) throw new TypeError(`Cannot count "${stray}": it is no option`);
  const series = options.map((option): OptionSeries => ({
    option,
    human: named(human, option),
    labelled: named(labelled, option),
    unlabelled: named(unlabelled, option),
  }));
  const used = lambda ?? tunedLambda(series);
  const means = series.map((one) => ({ option: one.option, ...poweredMean(one, used) }));
  const reach = studentQuantile(confidence, human.length - 1);
  const each = <Value>(of: (mean: PoweredMean) => Value) =>
    Object.fromEntries(means.map(({ option, ...mean }) => [option, of(mean)]));
  const variance = means.reduce((sum, mean) => sum + mean.variance, 0);
  const alone = series.reduce((sum, { human }) => sum + sampleVariance([...human]), 0);
  return new PoweredShares({
    shares: each(({ estimate }) => estimate),
    standardErrors: each(({ variance }) => Math.sqrt(variance)),
    intervals: each(({ estimate, variance }) => ({
      low: Math.max(0, estimate - reach * Math.sqrt(variance)),
      high: Math.min(1, estimate + reach * Math.sqrt(variance)),
    })),
    lambda: used,
    n: human.length,
    nEffective: variance === 0 ? human.length : alone / variance,
    warnings: [...sizeWarnings(human.length), ...rareWarnings(series)],
  });
}

/** An option that fewer people chose has an interval that is rough. */
const ENOUGH = 10;

function rareWarnings(series: readonly OptionSeries[]): string[] {
  const rare = series.filter(({ human }) => human.filter((one) => one === 1).length < ENOUGH);
  if (rare.length === 0) return [];
  const names = rare.map(({ option }) => `"${option}"`).join(", ");
  return [`The interval of ${names} is rough: fewer than ${ENOUGH} people chose it`];
}

function named(answers: readonly string[], option: string): number[] {
  return answers.map((answer) => answer === option ? 1 : 0);
}
