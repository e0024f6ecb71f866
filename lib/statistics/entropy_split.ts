import { chiSquaredQuantile } from "./chi_squared_quantile.ts";
import { entropy } from "./entropy.ts";

/** Where the entropy of a blend comes from, in bits. */
export interface EntropySplit {
  /** The entropy of the blended shares. */
  readonly total: number;
  /** The mean entropy of the models: how unsure each is. */
  readonly within: number;
  /** What the blend has beyond that: how far the models disagree. */
  readonly between: number;
  /** What `between` is expected to be where the models do not disagree at all. */
  readonly bias: number;
  /** What `between` stays below in 95 % of cases where they do not. */
  readonly floor95: number;
}

/**
 * Splits the entropy of a blend into that of its models and their disagreement, H(mean) − mean H, which is
 * the generalised Jensen–Shannon divergence (Lin 1991). Samples that are drawn from the same people
 * disagree too: by (k − 1)/(2 ln 2) · Σ w(1 − w)/n on average, which for equal samples is
 * (M − 1)(k − 1)/(2N ln 2). The floor is the χ² quantile with (M − 1)(k − 1) degrees of freedom at that mean:
 * exact to leading order for equal n and weights, near it otherwise. A blend that comes closer to people
 * only because its models disagree shows it here.
 *
 * @param counts For each model how often it gave each option; models without answers are left out.
 * @param weights The weight of each model, above 0. @default {equal}
 * @throws {RangeError} When no model has answers, or a weight is missing or not positive.
 *
 * @example
 * ```ts
 * import { entropySplit } from "../../mod.ts";
 *
 * const { between, floor95 } = entropySplit([[30, 15, 5], [20, 20, 10], [10, 25, 15]]);
 * if (between.toFixed(6) !== "0.087640" || floor95.toFixed(6) !== "0.045626") throw new Error();
 * ```
 */
export function entropySplit(
  counts: readonly (readonly number[])[],
  weights: readonly number[] = counts.map(() => 1),
): EntropySplit {
  const models = counts.map((own, at) => ({ own, n: sum(own), weight: weights[at] ?? NaN }))
    .filter(({ n }) => n > 0);
  const odd = models.find(({ weight }) => !(weight > 0 && weight < Infinity));
  if (odd) throw new RangeError(`Cannot use ${odd.weight} as a weight: it must be above 0`);
  if (models.length === 0) throw new RangeError("Cannot split the entropy: there are no answers");
  const whole = sum(models.map(({ weight }) => weight));
  const parts = models.map(({ own, n, weight }) => ({ own, n, weight: weight / whole }));
  const options = Math.max(...parts.map(({ own }) => own.length));
  const blended = Array.from(
    { length: options },
    (_, option) => sum(parts.map(({ own, n, weight }) => weight * (own[option] ?? 0) / n)),
  );
  const support = blended.filter((share) => share > 0).length;
  const df = (parts.length - 1) * (support - 1);
  const noise = sum(parts.map(({ n, weight }) => weight * (1 - weight) / n));
  const bias = (support - 1) * noise / (2 * Math.LN2);
  const total = entropy(blended);
  const within = sum(parts.map(({ own, weight }) => weight * entropy(own)));
  const gap = total - within;
  return {
    ...{ total, within, between: gap > ROUNDING ? gap : 0, bias },
    floor95: df === 0 ? 0 : bias * chiSquaredQuantile(0.95, df) / df,
  };
}

/** What sums of logarithms are off by, in bits. */
const ROUNDING = 1e-12;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
