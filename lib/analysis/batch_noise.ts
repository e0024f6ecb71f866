import { chiSquaredQuantile } from "../statistics/chi_squared_quantile.ts";

/**
 * The divergence in bits that a batch of panelists stays below in 95 % of cases though nothing changes any
 * more: χ²(k − 1)/(8 ln 2 · n) of a batch of n (Grosse et al. 2002).
 *
 * @param options How many options the question has.
 * @param batch The size of the batch.
 *
 * @example
 * ```ts
 * import { batchNoise } from "./batch_noise.ts";
 *
 * if (batchNoise(5, 86) > 0.02) throw new Error("the noise of 86 panelists is below 0.02");
 * ```
 */
export function batchNoise(options: number, batch: number): number {
  return options < 2 ? 0 : chiSquaredQuantile(0.95, options - 1) / (8 * Math.LN2 * batch);
}

/**
 * The size of a batch from which the noise of `batchNoise` is at most epsilon: with smaller ones
 * the rule jsd-batch waits for luck.
 *
 * @example
 * ```ts
 * import { batchNeeded } from "./batch_noise.ts";
 *
 * if (batchNeeded(5, 0.02) !== 86) throw new Error();
 * ```
 */
export function batchNeeded(options: number, epsilon: number): number {
  return Math.max(1, Math.ceil(batchNoise(options, 1) / epsilon));
}
