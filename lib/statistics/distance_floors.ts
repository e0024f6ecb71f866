import { ChanceValues } from "./chance_values.ts";
import { type Uniform } from "./draw_binomial.ts";
import { drawMultinomial } from "./draw_multinomial.ts";
import { distribution } from "./distribution.ts";
import { totalVariation } from "./total_variation.ts";
import { wasserstein } from "./wasserstein.ts";

/** The samples that floors are for. */
export interface DistanceFloorOptions {
  /** The size of the panel, rounded down. */
  readonly n: number;
  /** The size of the human sample; infinite when the shares are taken as exact. */
  readonly humanN: number;
  /** The scores of ordered options; null when the options have no order. */
  readonly scores: readonly number[] | null;
  /** Where random numbers come from, in [0, 1). */
  readonly uniform: Uniform;
  /** How many panels are drawn. @default 2000 */
  readonly draws?: number;
}

/** What chance stays at or below in 95 of 100 panels. */
export interface DistanceFloors {
  /** The total variation distance. */
  readonly tvd: number;
  /** The Wasserstein distance; null when the options have no order. */
  readonly wasserstein: number | null;
}

/**
 * The distances that a panel stays at or below in 95 of 100 cases when it *is* the humans, by drawing panels.
 *
 * @param shares The shares or counts that both have in common.
 * @param options The sizes, the scores and the source of random numbers.
 *
 * @example
 * ```ts
 * import { distanceFloors } from "./distance_floors.ts";
 *
 * const { tvd } = distanceFloors([0, 1], {
 *   ...{ n: 10, humanN: Infinity, scores: null, uniform: Math.random },
 * });
 * if (tvd !== 0) throw new Error("where all agree there is no chance");
 * ```
 */
export function distanceFloors(
  shares: readonly number[],
  { n, humanN, scores, uniform, draws = 2000 }: DistanceFloorOptions,
): DistanceFloors {
  const common = [...distribution(shares).values()];
  const sample = (size: number) =>
    size === Infinity ? common : drawMultinomial(Math.floor(size), common, uniform);
  const distances = new Float64Array(draws);
  const lengths = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const [panel, human] = [sample(n), sample(humanN)];
    distances[draw] = totalVariation(panel, human);
    if (scores) lengths[draw] = wasserstein(panel, human, { scores });
  }
  return {
    tvd: new ChanceValues(distances).quantile(0.95),
    wasserstein: scores && new ChanceValues(lengths).quantile(0.95),
  };
}
