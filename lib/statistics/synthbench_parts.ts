/** What SynthBench's score is made of, each in [0, 1]; what is absent was not measured. */
export interface SynthBenchParts {
  /** How near the shares are: 1 − the mean divergence. */
  readonly pDist?: number | undefined;
  /** How alike options are ordered: (1 + mean τ)/2. */
  readonly pRank?: number | undefined;
  /** What describing the respondents gains: the mean of what the divergence falls by, 0 where it does not. */
  readonly pCond?: number | undefined;
  /** How even subgroups fare: 1 − standard deviation/mean of their scores. */
  readonly pSub?: number | undefined;
  /** How alike refusals are: 1 − the mean difference of the shares that refuse. */
  readonly pRefuse?: number | undefined;
}

/** What was measured on the questions of a set. */
export interface SynthBenchMeasured {
  /** The divergence of each question. */
  readonly jsds?: readonly number[];
  /** Kendall's τ-b of each question, 0 where it has none. */
  readonly taus?: readonly number[];
  /** The shares that refuse each question: the panel's and the humans'. */
  readonly refusals?: readonly (readonly [panel: number, human: number])[];
  /** The divergence of each group: of respondents that are not described, and of those that are. */
  readonly conditioned?: readonly (readonly [plain: number, described: number])[];
  /** The score of each subgroup. */
  readonly subgroups?: readonly number[];
}

/**
 * The parts of SynthBench's score of a set of questions, by its definitions. They are means of plug-in
 * divergences, which fall as samples grow: compare only what has the same numbers of answers.
 *
 * @param measured What was measured; what is left out, or empty, has no part in the score.
 *
 * @example
 * ```ts
 * import { synthBenchParts } from "../../mod.ts";
 *
 * const { pRefuse, pSub, pDist } = synthBenchParts({ refusals: [[0.1, 0], [0.3, 0.1]], subgroups: [0.9, 0.1] });
 * if (pRefuse?.toFixed(2) !== "0.85" || pSub?.toFixed(2) !== "0.20" || pDist !== undefined) throw new Error();
 * ```
 */
export function synthBenchParts(measured: SynthBenchMeasured): SynthBenchParts {
  const { jsds = [], taus = [], refusals = [], conditioned = [], subgroups = [] } = measured;
  const gaps = refusals.map(([panel, human]) => Math.abs(panel - human));
  const gains = conditioned.map(([plain, described]) => Math.max(0, plain - described));
  return {
    ...(jsds.length === 0 ? {} : { pDist: 1 - mean(jsds) }),
    ...(taus.length === 0 ? {} : { pRank: (1 + mean(taus)) / 2 }),
    ...(gains.length === 0 ? {} : { pCond: mean(gains) }),
    ...(subgroups.length === 0 ? {} : { pSub: evenness(subgroups) }),
    ...(gaps.length === 0 ? {} : { pRefuse: 1 - mean(gaps) }),
  };
}

/** Of one group 1, of groups that score nothing 0. */
function evenness(scores: readonly number[]): number {
  const middle = mean(scores);
  if (scores.length < 2) return 1;
  if (middle === 0) return 0;
  const deviation = Math.sqrt(mean(scores.map((score) => (score - middle) ** 2)));
  return Math.min(1, Math.max(0, 1 - deviation / middle));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
