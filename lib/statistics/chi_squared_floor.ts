import { chiSquaredQuantile } from "./chi_squared_quantile.ts";
import { chiSquaredTail } from "./chi_squared_tail.ts";
import { samplingDivergence } from "./sampling_divergence.ts";

/** What the Jensen–Shannon divergence is where a panel answers as the humans do, and only chance differs. */
export interface DivergenceNull {
  /** The smallest divergence that chance stays at or below in 95 of 100 panels. */
  readonly floor95: number;
  /** The mean divergence by chance. */
  readonly mean: number;
  /** The probability that chance alone reaches the observed divergence; null where none was given. */
  readonly pNull: number | null;
  /** How it was found: by the chi-squared or F approximation, by every outcome, or by draws. */
  readonly method: "chi-squared" | "F" | "exact" | "simulated";
}

/** What a chi-squared floor hangs on beside the panel's size. */
export interface ChiSquaredFloorOptions {
  /** The size of the human sample. @default {Infinity, the shares taken as exact} */
  readonly humanN?: number;
  /** A divergence to give the probability of. */
  readonly observed?: number | undefined;
}

/**
 * The divergence by chance in large samples: χ²(k − 1)·(1/n + 1/m)/(8 ln 2), the likelihood-ratio limit
 * (Lin 1991; Grosse et al. 2002). It holds where every option has 9 answers and there are 20 an option;
 * below that chance goes further than it says, which is what `jsdFloor` is for.
 *
 * @param options How many options have a share above zero, from 1.
 * @param n The size of the panel.
 * @param given The size of the human sample, and the divergence observed.
 * @throws {RangeError} When a size is not positive.
 *
 * @example
 * ```ts
 * import { chiSquaredFloor } from "../../mod.ts";
 *
 * const { floor95 } = chiSquaredFloor(3, 100, { humanN: 3281 });
 * if (floor95.toFixed(9) !== "0.011134135") throw new Error(`${floor95}`);
 * ```
 */
export function chiSquaredFloor(
  options: number,
  n: number,
  { humanN = Infinity, observed }: ChiSquaredFloorOptions = {},
): DivergenceNull {
  const df = options - 1;
  const mean = samplingDivergence(options, n, humanN);
  if (df === 0) return { floor95: 0, mean, pNull: certain(observed), method: "chi-squared" };
  return {
    floor95: Math.min(1, chiSquaredQuantile(0.95, df) * mean / df),
    mean,
    pNull: observed === undefined ? null : chiSquaredTail(observed * df / mean, df),
    method: "chi-squared",
  };
}

function certain(observed: number | undefined): number | null {
  if (observed === undefined) return null;
  return observed > 0 ? 0 : 1;
}
