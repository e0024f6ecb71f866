import { distanceFloors } from "./distance_floors.ts";
import { type Uniform } from "./draw_binomial.ts";
import { expectedTotalVariation } from "./expected_total_variation.ts";
import { expectedWasserstein } from "./expected_wasserstein.ts";
import { jensenShannon } from "./jensen_shannon.ts";
import { samplingDivergence } from "./sampling_divergence.ts";
import { totalVariation } from "./total_variation.ts";
import { wasserstein } from "./wasserstein.ts";

/** The distances from the humans that one kind of respondent has. */
export interface NullLine {
  /** The Jensen–Shannon divergence. */
  readonly jsd: number;
  /** The total variation distance. */
  readonly tvd: number;
  /** The Wasserstein distance; null when the options have no order. */
  readonly wasserstein: number | null;
}

/** What a panel without any knowledge, and one that is human, would score. */
export interface NullLines {
  /** A respondent who picks every option alike. */
  readonly uniform: NullLine;
  /** A respondent who always says what most people say; averaged where several options are the most. */
  readonly majority: NullLine;
  /** Humans, as many as the panel is worth: the mean by chance. */
  readonly human: NullLine;
  /** Humans, as many as the panel is worth: what 95 of 100 such panels stay at or below. */
  readonly floor95: NullLine;
  /** The humans asked again, as many as before: the mean by chance; null when their number is not known. */
  readonly retest: NullLine | null;
}

/** What null lines hang on beside the humans' shares. */
export interface NullLineOptions {
  /** The shares that panel and humans have in common, with the options in the same places. */
  readonly common: readonly number[];
  /** What the panel is worth in independent answers. */
  readonly n: number;
  /** The size of the human sample; infinite when the shares are taken as exact. */
  readonly humanN: number;
  /** The divergence of humans from humans, mean and floor. */
  readonly divergence: { readonly mean: number; readonly floor95: number };
  /** The scores of ordered options; null when the options have no order. */
  readonly scores: readonly number[] | null;
  /** Where random numbers come from, in [0, 1). */
  readonly uniform: Uniform;
}

/**
 * The lines to hold a panel's distances against: the uniform and the majority respondent, humans in the
 * panel's number, and the humans asked again. A panel that is not better than the first two knows nothing
 * of the question; one below the floor cannot be told from humans.
 *
 * @param human The humans' shares or counts, over all options of the question.
 * @param options The sizes, and what is known of the divergence by chance.
 *
 * @example
 * ```ts
 * import { nullLines } from "./null_lines.ts";
 *
 * const lines = nullLines([0.7, 0.2, 0.1], {
 *   ...{ common: [0.7, 0.2, 0.1], n: 100, humanN: Infinity, scores: null },
 *   ...{ divergence: { mean: 0.0036, floor95: 0.0108 }, uniform: Math.random },
 * });
 * if (lines.majority.tvd.toFixed(9) !== "0.300000000") throw new Error();
 * ```
 */
export function nullLines(
  human: readonly number[],
  { common, n, humanN, divergence, scores, uniform }: NullLineOptions,
): NullLines {
  const from = (respondent: readonly number[]): NullLine => ({
    jsd: jensenShannon(respondent, human),
    tvd: totalVariation(respondent, human),
    wasserstein: scores && wasserstein(respondent, human, { scores }),
  });
  const chance = (shares: readonly number[], jsd: number, one: number, two: number): NullLine => ({
    jsd,
    tvd: expectedTotalVariation(shares, one, two),
    wasserstein: scores && expectedWasserstein(shares, one, { humanN: two, scores }),
  });
  const options = human.filter((share) => share > 0).length;
  return {
    uniform: from(human.map(() => 1)),
    majority: majority(human, from),
    human: chance(common, divergence.mean, n, humanN),
    floor95: {
      jsd: divergence.floor95,
      ...distanceFloors(common, { n, humanN, scores, uniform }),
    },
    retest: humanN === Infinity
      ? null
      : chance(human, samplingDivergence(options, humanN, humanN), humanN, humanN),
  };
}

function majority(
  human: readonly number[],
  from: (respondent: readonly number[]) => NullLine,
): NullLine {
  const most = Math.max(...human);
  const modes = human.flatMap((share, option) => share === most ? [option] : []);
  const lines = modes.map((mode) => from(human.map((_, option) => option === mode ? 1 : 0)));
  const mean = (of: (line: NullLine) => number) =>
    lines.reduce((sum, line) => sum + of(line), 0) / lines.length;
  return {
    jsd: mean(({ jsd }) => jsd),
    tvd: mean(({ tvd }) => tvd),
    wasserstein: lines[0]?.wasserstein === null ? null : mean((line) => line.wasserstein ?? NaN),
  };
}
