import { quantileSorted, sampleStandardDeviation } from "simple-statistics";
import { chiSquaredTail } from "./chi_squared_tail.ts";
import { normalQuantile } from "./normal_quantile.ts";
import { type Interval } from "./wilson.ts";

/** What a bootstrap says of a statistic. */
export interface Bootstrapped {
  /** The statistic of the items as they are. */
  readonly estimate: number;
  /** The standard deviation over the draws. */
  readonly standardError: number;
  /** The BCa interval; null where there is none. */
  readonly interval: Interval | null;
  /** Why there is no interval; null where there is one. */
  readonly reason: string | null;
}

/** How a bootstrap draws. */
export interface BootstrapOptions {
  /** Gives random numbers in [0, 1), one a call. */
  readonly uniform: () => number;
  /** How many samples are drawn. @default 2000 */
  readonly draws?: number | undefined;
  /** The level of the interval, in (0, 1). @default 0.95 */
  readonly confidence?: number | undefined;
}

/**
 * The bias-corrected and accelerated bootstrap of a statistic (Efron 1987). It is for what can vary to both
 * sides, such as a mean or a difference of means: near a boundary, as for a divergence, its interval misses
 * far too often.
 *
 * @param items What is drawn from, with replacement: numbers, people, questions.
 * @param statistic A number of a sample of items.
 * @throws {RangeError} When there are no items, draws are not a whole number from 100, or the level is not
 * in (0, 1).
 *
 * @example
 * ```ts
 * import { bootstrap } from "../../mod.ts";
 *
 * let state = 7;
 * const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
 * const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
 * const { estimate, interval } = bootstrap([3, 5, 4, 9, 6, 7, 2, 4], mean, { uniform });
 * if (estimate !== 5 || interval === null || interval.low > 4) throw new Error();
 * ```
 */
export function bootstrap<Item>(
  items: readonly Item[],
  statistic: (sample: readonly Item[]) => number,
  { uniform, draws = 2000, confidence = 0.95 }: BootstrapOptions,
): Bootstrapped {
  if (items.length === 0) throw new RangeError("Cannot draw: there are no items");
  if (!(Number.isSafeInteger(draws) && draws >= FEWEST_DRAWS)) {
    throw new RangeError(`Cannot draw ${draws} times: it must be a whole number from 100`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`Cannot give an interval at ${confidence}: it must be in (0, 1)`);
  }
  const estimate = statistic(items);
  const values = Array.from({ length: draws }, () => statistic(resampled(items, uniform)));
  const standardError = sampleStandardDeviation(values);
  const found = bca(items, statistic, { estimate, values, confidence });
  return typeof found === "string"
    ? { estimate, standardError, interval: null, reason: found }
    : { estimate, standardError, interval: found, reason: null };
}

const FEWEST_DRAWS = 100;
const FEWEST_ITEMS = 5;

function resampled<Item>(items: readonly Item[], uniform: () => number): Item[] {
  // Every place drawn is one of the list.
  return items.map(() => items[Math.floor(uniform() * items.length)] as Item);
}

/** The interval, or why there is none. */
function bca<Item>(
  items: readonly Item[],
  statistic: (sample: readonly Item[]) => number,
  { estimate, values, confidence }: {
    readonly estimate: number;
    readonly values: readonly number[];
    readonly confidence: number;
  },
): Interval | string {
  if (items.length < FEWEST_ITEMS) return `there are fewer than ${FEWEST_ITEMS} items`;
  const sorted = values.toSorted((a, b) => a - b);
  const below = sorted.filter((value) => value < estimate).length;
  const equal = sorted.filter((value) => value === estimate).length;
  if (equal === sorted.length) return "the draws do not vary";
  const rank = (below + equal / 2) / sorted.length;
  if (rank === 0 || rank === 1) return "all draws lie to one side of the estimate";
  const bias = normalQuantile(rank);
  const skew = acceleration(items, statistic);
  const end = (level: number) => {
    const z = bias + normalQuantile(level);
    return quantileSorted(sorted, normalShare(bias + z / (1 - skew * z)));
  };
  return { low: end((1 - confidence) / 2), high: end((1 + confidence) / 2) };
}

/** By leaving out one item at a time. */
function acceleration<Item>(
  items: readonly Item[],
  statistic: (sample: readonly Item[]) => number,
): number {
  const values = items.map((_, at) => statistic(items.toSpliced(at, 1)));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number) => values.reduce((sum, value) => sum + (mean - value) ** power, 0);
  const spread = moment(2);
  return spread === 0 ? 0 : moment(3) / (6 * spread ** 1.5);
}

/** The share of the standard normal distribution below z. */
function normalShare(z: number): number {
  const tail = chiSquaredTail(z * z, 1) / 2;
  return z < 0 ? tail : 1 - tail;
}
