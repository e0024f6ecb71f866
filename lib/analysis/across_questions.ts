import { stream } from "../random/stream.ts";
import { bootstrap } from "../statistics/bootstrap.ts";
import { holm } from "../statistics/holm.ts";
import { type Interval } from "../statistics/wilson.ts";
import { type Divergence } from "./divergence.ts";

/** What several divergences come to: a report's questions, or its questions in each subgroup. */
export class AcrossQuestions {
  /** How many there are. */
  readonly questions!: number;
  /** The mean of the corrected divergences. */
  readonly jsdCorrected!: number;
  /** Its 95 % interval, by a bootstrap over the questions; null for fewer than 10. */
  readonly interval!: Interval | null;
  /** 1 − the sum of the corrected divergences/that of the uniform respondent's; null where that is not above 0. */
  readonly skill!: number | null;
  /** Its 95 % interval, by a bootstrap over the questions; null where it has none. */
  readonly skillInterval!: Interval | null;
  /** The probabilities under the null in the order given, adjusted for how many there are (Holm 1979). */
  readonly pAdjusted!: readonly number[];
  /** How many are .05 or less: on so many the panel can be told from the humans, whatever was tried. */
  readonly distinguishable!: number;
  /** How many *unadjusted* probabilities would be .05 or less by chance alone: .05 for each. */
  readonly expectedFalseAlarms!: number;
  /** What must be said wherever it is shown; null when nothing must. */
  readonly notice!: string | null;

  /** Made by `acrossQuestions()`. */
  constructor(values: AcrossQuestions) {
    Object.assign(this, values);
  }
}

/** What one divergence adds to a report. */
export type QuestionDivergence =
  & Pick<Divergence, "jsdCorrected" | "jsdUniform" | "pNull">
  & Partial<Pick<Divergence, "notice">>;

/**
 * What the divergences of a report's questions come to: the mean of the corrected ones, which unlike a mean
 * of those observed does not grow as panels get smaller, the skill as a ratio of sums, never a mean of
 * ratios, and probabilities adjusted by Holm's method, since of 20 questions one looks different by chance.
 *
 * @param divergences Those of all questions, and of all subgroups where there are any.
 * @param options `seed` is that of the bootstrap. @default 0
 * @throws {RangeError} When there is none.
 *
 * @example
 * ```ts
 * import { acrossQuestions, divergence } from "../../mod.ts";
 *
 * const human = { yes: 0.3, no: 0.7 };
 * const all = [[31, 69], [25, 75], [60, 40]].map(([yes = 0, no = 0]) => divergence({ yes, no }, human));
 * const { questions, pAdjusted, distinguishable, interval } = acrossQuestions(all);
 * if (questions !== 3 || distinguishable !== 1 || interval !== null) throw new Error(`${pAdjusted}`);
 * ```
 */
export function acrossQuestions(
  divergences: Iterable<QuestionDivergence>,
  { seed = 0 }: { readonly seed?: number } = {},
): AcrossQuestions {
  const all = [...divergences];
  if (all.length === 0) throw new RangeError("Cannot sum up divergences: there is none");
  const pAdjusted = holm(all.map(({ pNull }) => pNull));
  const intervalOf = (statistic: (sample: readonly QuestionDivergence[]) => number) => {
    if (all.length < FEWEST) return null;
    const random = stream(seed).fork("across questions");
    return bootstrap(all, statistic, { uniform: () => random.uniform() }).interval;
  };
  // Where some humans are as good as uniform, the sum of a draw may be next to nothing.
  const isBounded = all.every(({ jsdUniform }) => jsdUniform > 0);
  const skill = skillOf(all);
  return new AcrossQuestions({
    questions: all.length,
    jsdCorrected: meanOf(all),
    interval: intervalOf(meanOf),
    skill: Number.isFinite(skill) ? skill : null,
    skillInterval: isBounded ? intervalOf(skillOf) : null,
    pAdjusted,
    distinguishable: pAdjusted.filter((p) => p <= 0.05).length,
    expectedFalseAlarms: 0.05 * all.length,
    notice: all.find(({ notice = null }) => notice !== null)?.notice ?? null,
  });
}

/** The fewest questions that a bootstrap over them is for. */
const FEWEST = 10;

function meanOf(all: readonly QuestionDivergence[]): number {
  return sum(all.map(({ jsdCorrected }) => jsdCorrected)) / all.length;
}

function skillOf(all: readonly QuestionDivergence[]): number {
  const uniform = sum(all.map(({ jsdUniform }) => jsdUniform));
  return uniform > 0 ? 1 - sum(all.map(({ jsdCorrected }) => jsdCorrected)) / uniform : NaN;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
