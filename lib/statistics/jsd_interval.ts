import { ChanceValues } from "./chance_values.ts";
import { clopperPearson } from "./clopper_pearson.ts";
import { distribution } from "./distribution.ts";
import { divergenceDraws } from "./divergence_draws.ts";
import { type Uniform } from "./draw_binomial.ts";
import { invertedInterval, type Walk } from "./inverted_interval.ts";
import { jensenShannon } from "./jensen_shannon.ts";
import { type ObservedShares, type SharePath, sharePath, twoOptionPath } from "./share_path.ts";
import { type Interval } from "./wilson.ts";

/** The samples that an interval is of. */
export interface JsdIntervalOptions {
  /** The size of the panel, its effective size where answers come in clusters; rounded down. */
  readonly n: number;
  /** The size of the human sample. @default {Infinity, the shares taken as exact} */
  readonly humanN?: number;
  /** The probability of the divergence under the null, where it is known better than by these draws. */
  readonly pNull?: number;
  /** Where random numbers come from, in [0, 1). */
  readonly uniform: Uniform;
  /** How many samples are drawn at each step. @default 1000 */
  readonly draws?: number;
}

/**
 * The 95 % interval of the Jensen–Shannon divergence between the people behind a panel and humans, by test
 * inversion: every true divergence at which the observed one is neither too large nor too small. A
 * bootstrap fails here, since the divergence cannot be below 0.
 *
 * The shares walk from the common ones through the observed ones and beyond. The lower end is the
 * divergence from which the observed one is reached in more than 2.5 of 100 samples, and 0 where equal
 * people reach it as often; the upper end that where only 2.5 of 100 stay at or below it. An observed
 * divergence below the median of equal people counts as that median, so that luck does not make a small
 * sample look precise (power constraint, Cowan et al. 2011). Two options against exact shares have the
 * interval of Clopper and Pearson.
 *
 * @param panel The panel's counts or shares.
 * @param human The humans', with the options in the same places.
 * @throws {RangeError} When a side has no data, or a size is below 1.
 *
 * @example
 * ```ts
 * import { jsdInterval } from "../../mod.ts";
 *
 * const { low, high } = jsdInterval([30, 20], [0.5, 0.5], { n: 50, uniform: Math.random });
 * if (low !== 0 || high.toFixed(9) !== "0.043050234") throw new Error(`${high}`);
 * ```
 */
export function jsdInterval(
  panel: readonly number[],
  human: readonly number[],
  options: JsdIntervalOptions,
): Interval {
  const { n, humanN = Infinity } = options;
  if (!(n >= 1 && humanN >= 1)) {
    throw new RangeError(`Cannot give an interval at n = ${n} and ${humanN}: both must be from 1`);
  }
  const observed = {
    ...inUse([...distribution(panel).values()], [...distribution(human).values()]),
    ...{ n: Math.floor(n), humanN: Math.floor(humanN) },
  };
  if (observed.panel.length === 1) return { low: 0, high: 0 };
  if (observed.panel.length > 2) return inverted(observed, [sharePath(observed)], options);
  if (humanN === Infinity) return ofTwoOptions(observed);
  return inverted(observed, [twoOptionPath(observed, 1), twoOptionPath(observed, -1)], options);
}

/** The options that either side chose, and at least two where the question has them. */
function inUse(panel: readonly number[], human: readonly number[]) {
  const length = Math.max(panel.length, human.length);
  const places = Array.from({ length }, (_, option) => option)
    .toSorted((a, b) => Number(isUsed(b)) - Number(isUsed(a)));
  const kept = places.slice(0, Math.max(2, places.filter(isUsed).length));
  return {
    panel: kept.map((option) => panel[option] ?? 0),
    human: kept.map((option) => human[option] ?? 0),
  };

  function isUsed(option: number): boolean {
    return (panel[option] ?? 0) + (human[option] ?? 0) > 0;
  }
}

function ofTwoOptions({ panel: [p = 0], human: [q = 0], n }: ObservedShares): Interval {
  const { low, high } = clopperPearson(p * n, n);
  const ends = [low, high].map((share) => jensenShannon([share, 1 - share], [q, 1 - q]));
  return { low: low <= q && q <= high ? 0 : Math.min(...ends), high: Math.max(...ends) };
}

function inverted(
  { panel, human, n, humanN }: ObservedShares,
  paths: readonly [SharePath, ...SharePath[]],
  { pNull, uniform, draws = 1000 }: JsdIntervalOptions,
): Interval {
  const [first, ...others] = paths;
  const walk = (path: SharePath): Walk => (t) => {
    const [p, q] = path(t);
    const values = divergenceDraws({ shares: p, n }, { shares: q, n: humanN }, draws, uniform);
    return { t, truth: jensenShannon(p, q), chance: new ChanceValues(values) };
  };
  return invertedInterval([walk(first), ...others.map(walk)], jensenShannon(panel, human), pNull);
}
