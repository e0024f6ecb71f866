import { ChanceValues } from "./chance_values.ts";
import { chiSquaredFloor, type DivergenceNull } from "./chi_squared_floor.ts";
import { divergenceDraws } from "./divergence_draws.ts";
import { type Uniform } from "./draw_binomial.ts";
import { exactDivergences, outcomeCount } from "./exact_divergences.ts";

/** The samples that a floor is for. */
export interface FloorOptions {
  /** The size of the panel, rounded down to whole answers where these are drawn. */
  readonly n: number;
  /** The size of the human sample. @default {Infinity, the shares taken as exact} */
  readonly humanN?: number;
  /** A divergence to give the probability of. */
  readonly observed?: number | undefined;
  /** Where random numbers come from, in [0, 1). */
  readonly uniform: Uniform;
  /** How many panels are drawn where there are too many to go through. @default 20000 */
  readonly draws?: number;
}

/**
 * The Jensen–Shannon divergence that chance alone makes when the panel *is* the humans: the level that 95
 * of 100 such panels stay at or below, the mean, and the probability of the observed divergence or more.
 * In large samples it is the chi-squared limit, good from 9 answers of the rarest option and 20 answers an
 * option; below, every possible outcome is gone through, and where there are more than 200,000, panels are
 * drawn.
 *
 * @param shares The shares or counts that both have in common: the humans', or those of both samples
 * pooled when the humans are a sample too.
 * @throws {RangeError} When there are no shares, or a size is below 1.
 *
 * @example
 * ```ts
 * import { jensenShannon, jsdFloor } from "../../mod.ts";
 *
 * const shares = [0.3, 0.45, 0.25];
 * const observed = jensenShannon([12, 5, 3], shares);
 * const { pNull } = jsdFloor(shares, { n: 20, observed, uniform: Math.random });
 * if (pNull?.toFixed(6) !== "0.034357") throw new Error(`${pNull}`);
 * ```
 */
export function jsdFloor(
  shares: readonly number[],
  { n, humanN = Infinity, observed, uniform, draws = 20_000 }: FloorOptions,
): DivergenceNull {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(n >= 1 && humanN >= 1 && total > 0)) {
    throw new RangeError(
      `Cannot give a floor at n = ${n} and ${humanN}, of shares that add to ${total}`,
    );
  }
  const common = shares.filter((share) => share > 0).map((share) => share / total);
  const least = Math.min(n, humanN);
  if (least * Math.min(...common) >= 9 && least >= 20 * common.length && common.length > 1) {
    return chiSquaredFloor(common.length, n, { humanN, observed });
  }
  const panel = { shares: common, n: Math.floor(n) };
  const human = { shares: common, n: Math.floor(humanN) };
  const isExact = outcomeCount(common.length, panel.n, human.n) <= 200_000;
  const chance = isExact
    ? exactDivergences(panel, human)
    : new ChanceValues(divergenceDraws(panel, human, draws, uniform));
  return {
    floor95: chance.quantile(0.95),
    mean: chance.mean,
    pNull: observed === undefined ? null : chance.atLeast(observed),
    method: isExact ? "exact" : "simulated",
  };
}
