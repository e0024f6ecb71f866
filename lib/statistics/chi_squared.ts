import { chiSquaredTail } from "./chi_squared_tail.ts";
import { distribution, type Weights, weightsOf } from "./distribution.ts";

/** How far counts are from the shares they were expected to have. */
export interface ChiSquared {
  /** Pearson's statistic, Σ (observed − expected)²/expected. */
  readonly statistic: number;
  /** The degrees of freedom: the options with an expected share, less one. */
  readonly df: number;
  /** How likely counts at least this far off are, if the expected shares are true. */
  readonly p: number;
  /** Cramér's V, √(χ²/(n·df)), at most 1: it can reach 1 only where the expected shares are equal. */
  readonly cramersV: number;
  /** Fei, √(χ²/(n·(1/q − 1))) with q the smallest expected share: in [0, 1] whatever is expected. */
  readonly fei: number;
  /** Cramér's V in a word: from 0.1 small, from 0.3 medium, from 0.5 large (Cohen 1988, one df). */
  readonly size: "negligible" | "small" | "medium" | "large";
  /** That p is rough, where fewer than 5 answers were expected of some option; null otherwise. */
  readonly warning: string | null;
}

/**
 * Pearson's χ² test of goodness of fit (Pearson 1900), with two effect sizes: Cramér's V as it is used for
 * one sample, and Fei, which unlike V is bounded for expected shares that differ (Ben-Shachar et al. 2023).
 *
 * @param counts How many answers each option has: a list, a record by option, or a tally's counts.
 * @param expected The shares the options are expected to have, in any of these forms; uniform over the
 * options of `counts` where left out.
 * @throws {RangeError} When there are no answers, when fewer than two options have an expected share, or
 * when an option has answers but none is expected of it.
 *
 * @example
 * ```ts
 * import { chiSquared } from "../../mod.ts";
 *
 * const { statistic, cramersV } = chiSquared([6, 3, 1], [1, 1, 1]);
 * if (statistic.toFixed(1) !== "3.8" || cramersV.toFixed(5) !== "0.43589") throw new Error();
 * ```
 */
export function chiSquared(counts: Weights, expected?: Weights): ChiSquared {
  const observed = weightsOf(counts);
  const shares = expected === undefined
    ? distribution(Object.fromEntries([...observed.keys()].map((option) => [option, 1])))
    : distribution(expected);
  const n = [...observed.values()].reduce((sum, count) => sum + count, 0);
  if (n === 0) throw new RangeError("Cannot test the fit: there are no answers");
  for (const [option, count] of observed) {
    if (count > 0 && !shares.get(option)) {
      throw new RangeError(`Cannot test the fit: "${option}" has answers, and none is expected`);
    }
  }
  const possible = [...shares].filter(([, share]) => share > 0);
  const df = possible.length - 1;
  if (df < 1) throw new RangeError("Cannot test the fit: it needs two options or more");
  const smallest = Math.min(...possible.map(([, share]) => share));
  const statistic = possible.reduce((sum, [option, share]) => {
    return sum + ((observed.get(option) ?? 0) - n * share) ** 2 / (n * share);
  }, 0);
  const cramersV = Math.min(1, Math.sqrt(statistic / (n * df)));
  // As it is told: sums of fractions are off in their last digits.
  const few = Number((n * smallest).toPrecision(3));
  return {
    ...{ statistic, df, p: chiSquaredTail(statistic, df), cramersV },
    fei: Math.min(1, Math.sqrt(statistic / (n * (1 / smallest - 1)))),
    size: sizeOf(cramersV),
    warning: few < ENOUGH
      ? `p is rough: ${few} answers were expected of some ` +
        `option, fewer than ${ENOUGH}`
      : null,
  };
}

const ENOUGH = 5;

function sizeOf(effect: number): ChiSquared["size"] {
  if (effect >= 0.5) return "large";
  if (effect >= 0.3) return "medium";
  return effect >= 0.1 ? "small" : "negligible";
}
