import { type DivergenceNull } from "./chi_squared_floor.ts";
import { fQuantile } from "./f_quantile.ts";
import { fTail } from "./f_tail.ts";
import { samplingDivergence } from "./sampling_divergence.ts";

/** The panel that a clustered floor is for. */
export interface ClusteredPanel {
  /** How many personas gave answers, from 1. */
  readonly personas: number;
  /** How many independent answers theirs are worth. */
  readonly nEffective: number;
  /** The size of the human sample. @default {Infinity, the shares taken as exact} */
  readonly humanN?: number;
  /** A divergence to give the probability of. */
  readonly observed?: number | undefined;
}

/**
 * The divergence by chance where a panel's answers come in clusters, as when each of M personas is asked
 * several times: (k − 1)·F(k − 1, (M − 1)(k − 1))·(1/n + 1/m)/(8 ln 2) at the effective size n, which is
 * itself estimated from the M personas (the F form of Rao and Scott's corrected test; Thomas and Rao
 * 1987). One persona alone says nothing about how personas differ: its floor is 1.
 *
 * @param options How many options have a share above zero, from 1.
 * @param panel How many personas there are, what their answers are worth, and what was observed.
 *
 * @throws {RangeError} When a size is not positive.
 *
 * @example
 * ```ts
 * import { clusteredFloor } from "../../mod.ts";
 *
 * const { floor95 } = clusteredFloor(3, { personas: 15, nEffective: 47 });
 * if (floor95.toFixed(6) !== "0.025634") throw new Error(`${floor95}`);
 * ```
 */
export function clusteredFloor(
  options: number,
  { personas, nEffective, humanN = Infinity, observed }: ClusteredPanel,
): DivergenceNull {
  if (!(personas >= 1)) {
    throw new RangeError(`Cannot give a floor at ${personas} personas: there is no data`);
  }
  const df = options - 1;
  const mean = samplingDivergence(options, nEffective, humanN);
  if (df === 0 || personas === 1) {
    const pNull = observed === undefined ? null : df === 0 && observed > 0 ? 0 : 1;
    return { floor95: df === 0 ? 0 : 1, mean, pNull, method: "F" };
  }
  const below = (personas - 1) * df;
  return {
    floor95: Math.min(1, mean * fQuantile(0.95, df, below)),
    mean,
    pNull: observed === undefined ? null : fTail(observed / mean, df, below),
    method: "F",
  };
}
