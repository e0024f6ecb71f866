import { fQuantile } from "./f_quantile.ts";

/**
 * The size that the 95 % interval of a share is made with where answers come in clusters: the effective size
 * times (z/t)², with Student's t of M − 1 degrees of freedom (Korn & Graubard 1998), since it is itself
 * estimated from M clusters; but no less than the M that clusters are worth whose answers are all alike.
 *
 * @param nEffective How many independent answers the answers are worth.
 * @param clusters How many clusters gave answers, from 1.
 * @throws {RangeError} When there are no clusters.
 *
 * @example
 * ```ts
 * import { intervalSize } from "../../mod.ts";
 *
 * // Three personas say little of how personas differ, however often they are asked.
 * if (intervalSize(198, 3).toFixed(1) !== "41.1") throw new Error(`${intervalSize(198, 3)}`);
 * if (intervalSize(198, 50).toFixed(1) !== "188.3") throw new Error(`${intervalSize(198, 50)}`);
 * ```
 */
export function intervalSize(nEffective: number, clusters: number): number {
  if (!(clusters >= 1)) {
    throw new RangeError(`Cannot give a size of ${clusters} clusters: there is no data`);
  }
  const least = Math.min(nEffective, clusters);
  if (clusters === 1) return least;
  // The square of Student's t is Fisher's F with one degree of freedom, that of z its limit.
  return Math.max(least, nEffective * Z_SQUARED / fQuantile(0.95, 1, clusters - 1));
}

const Z_SQUARED = 3.841458820694124;
