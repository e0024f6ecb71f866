import { type Interval } from "../statistics/wilson.ts";
import { answerTally, scaleOf, valuesOf } from "./answer_tally.ts";
import { type AnswerTable, type AnswerValue } from "./answer_table.ts";
import { divergence } from "./divergence.ts";

/** How far the answers of two sides are apart, as it stands in `comparison.json`. */
export interface AnswerDistance {
  /** The Jensen–Shannon divergence in bits. */
  readonly jsd: number;
  /** The same less what sampling adds to it on average. */
  readonly jsd_corrected: number;
  /** What chance stays at or below in 95 of 100 pairs of samples of the same people. */
  readonly floor95: number;
  /** The probability that such a pair is as far apart as this one. */
  readonly p_null: number;
  /** The 95 % interval of the true divergence. */
  readonly interval: Interval;
  /** The total variation distance. */
  readonly tvd: number;
  /** The Wasserstein distance in units of the answer, as in points of a rating; null for texts. */
  readonly wasserstein: number | null;
  /** What chance stays at or below in 95 of 100 pairs of samples of the same people. */
  readonly wasserstein_floor95: number | null;
  /** How many answers the first side has. */
  readonly n: number;
  /** How many independent ones they are worth: those of one panelist hang together. */
  readonly n_effective: number;
  /** What the answers of the other side are worth. */
  readonly reference_n_effective: number;
}

/** A distance, or why there is none. */
export interface MeasuredDistance {
  /** How far the answers are apart; null where that cannot be said. */
  readonly distance: AnswerDistance | null;
  /** Why not; null where it can. */
  readonly reason: string | null;
}

/** Beyond so many different values a divergence says nothing: nearly each of them is there once. */
const MOST_VALUES = 200;

/**
 * How far the answers of two conditions are apart.
 *
 * @param options `scale` are values that are possible, `of` says which products are meant.
 */
export function answerDistance(
  ours: AnswerTable,
  theirs: AnswerTable,
  { scale, of, seed }: {
    readonly scale: readonly AnswerValue[];
    readonly of?: (product: string) => boolean;
    readonly seed: number;
  },
): MeasuredDistance {
  const values = valuesOf([ours, theirs], scale);
  if (values.length > MOST_VALUES) return { distance: null, reason: "too many different values" };
  const selection = of === undefined ? { values } : { values, of };
  const [panel, reference] = [answerTally(ours, selection), answerTally(theirs, selection)];
  if (panel.n === 0 || reference.n === 0) return { distance: null, reason: "no data" };
  const scores = scaleOf(values);
  // The distance is a part of the whole scale; one value alone makes none, and is no distance from itself.
  const found = divergence(
    panel,
    reference,
    scores && scores.length > 1 ? { seed, scores } : { seed },
  );
  const range = scores && (scores.at(-1) ?? 0) - (scores[0] ?? 0);
  const inUnits = (part: number | null) => range === null ? null : (part ?? 0) * range;
  const distance = {
    ...{ jsd: found.jsd, jsd_corrected: found.jsdCorrected },
    ...{ floor95: found.floor95, p_null: found.pNull, interval: found.interval },
    tvd: found.tvd,
    wasserstein: inUnits(found.wasserstein),
    wasserstein_floor95: inUnits(found.nulls.floor95.wasserstein),
    ...{ n: found.n, n_effective: found.nEffective },
    reference_n_effective: reference.nEffective,
  };
  return { distance, reason: null };
}
