import { type Stream, stream } from "../random/stream.ts";
import { type DivergenceNull } from "../statistics/chi_squared_floor.ts";
import { clusteredFloor } from "../statistics/clustered_floor.ts";
import { type Grade, grade } from "../statistics/grade.ts";
import { jackknifeBias } from "../statistics/jackknife_bias.ts";
import { jensenShannon } from "../statistics/jensen_shannon.ts";
import { jsdFloor } from "../statistics/jsd_floor.ts";
import { jsdInterval } from "../statistics/jsd_interval.ts";
import { type NullLines, nullLines } from "../statistics/null_lines.ts";
import { skill } from "../statistics/skill.ts";
import { totalVariation } from "../statistics/total_variation.ts";
import { wasserstein } from "../statistics/wasserstein.ts";
import { type Interval } from "../statistics/wilson.ts";
import { type Aligned, aligned } from "./aligned.ts";
import { type Answers, humanSide, panelSide, type Side } from "./divergence_side.ts";

/** What is known of two sides beside their answers. */
export interface DivergenceOptions {
  /**
   * How many answered on the panel's side, where shares alone are given or the answers are worth another
   * number, as when they are weighted.
   */
  readonly n?: number;
  /**
   * How many humans answered; the effective number (Σw)²/Σw² where they are weighted. Infinite takes their
   * shares as exact. @default {the number of counts; what a baseline is worth (`nEffective`), or where that is
   * not known its `n`, the most it can be worth; infinite for shares and where a baseline knows neither}
   */
  readonly humanN?: number;
  /** Whether the options have an order. @default {as the baseline or the tally says; else false} */
  readonly ordered?: boolean;
  /** The scores of ordered options, rising. @default {1, 2, 3 and so on} */
  readonly scores?: readonly number[];
  /** The seed of what is drawn. @default 0 */
  readonly seed?: number;
}

/** What stands in a divergence. */
export type DivergenceValues = Omit<Divergence, "toJSON">;

/** How far a panel's answers are from people's, how sure that is, and what knowing nothing would score. */
export class Divergence {
  /** The Jensen–Shannon divergence in bits, as observed. */
  readonly jsd: number;
  /** The divergence less what sampling adds to it on average; below 0 by chance when the truth is near 0. */
  readonly jsdCorrected: number;
  /** What 95 of 100 panels stay at or below that answer as the humans do. */
  readonly floor95: number;
  /** The probability that such a panel is as far off as this one. */
  readonly pNull: number;
  /** How floor and probability were found. */
  readonly method: DivergenceNull["method"];
  /** Whether the panel can be told from the humans: the probability is .05 or less. */
  readonly distinguishable: boolean;
  /** The 95 % interval of the true divergence. */
  readonly interval: Interval;
  /** The total variation distance. */
  readonly tvd: number;
  /** The Wasserstein distance as a part of the scale; null when the options have no order. */
  readonly wasserstein: number | null;
  /** The divergence of the uniform respondent, less the bias of the humans' sampling. */
  readonly jsdUniform: number;
  /** 1 − corrected divergence/that of the uniform respondent; null when there is nothing to be skilled at. */
  readonly skill: number | null;
  /** The 95 % interval of the skill; null when it has none. */
  readonly skillInterval: Interval | null;
  /** Why there is no skill; null when there is. */
  readonly skillReason: string | null;
  /** The grade of the corrected divergence. */
  readonly grade: Grade;
  /** The grades of the interval's ends. */
  readonly gradeInterval: { readonly low: Grade; readonly high: Grade };
  /** What respondents without any knowledge, and humans themselves, would score. */
  readonly nulls: NullLines;
  /** How many answers the panel gave. */
  readonly n: number;
  /** How many independent answers they are worth. */
  readonly nEffective: number;
  /** How many humans answered, or what they are worth; null when their shares are taken as exact. */
  readonly humanN: number | null;
  /** What must be said wherever it is shown, as of simulated respondents; null when nothing must. */
  readonly notice: string | null;

  /** Made by `divergence()`. */
  constructor(values: DivergenceValues) {
    this.jsd = values.jsd;
    this.jsdCorrected = values.jsdCorrected;
    this.floor95 = values.floor95;
    this.pNull = values.pNull;
    this.method = values.method;
    this.distinguishable = values.distinguishable;
    this.interval = values.interval;
    this.tvd = values.tvd;
    this.wasserstein = values.wasserstein;
    this.jsdUniform = values.jsdUniform;
    this.skill = values.skill;
    this.skillInterval = values.skillInterval;
    this.skillReason = values.skillReason;
    this.grade = values.grade;
    this.gradeInterval = values.gradeInterval;
    this.nulls = values.nulls;
    this.n = values.n;
    this.nEffective = values.nEffective;
    this.humanN = values.humanN;
    this.notice = values.notice;
    Object.freeze(this);
  }

  /** The same for a file, its keys in snake_case; the notice is said by the file. */
  toJSON(): Readonly<Record<string, unknown>> {
    const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const { notice: _, ...values } = this;
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [snake(key), value]));
  }
}

/**
 * Compares a panel's answers with people's. The Jensen–Shannon divergence of two samples is above 0 even
 * when the people behind them are the same, so beside it stand its value less the bias of sampling (by
 * the jackknife), what chance alone makes of a panel of this size, the interval of the true divergence,
 * and the lines of respondents that know nothing. Where the number of humans is known they are a sample
 * too; where several answers come from one persona, the personas are what was sampled, and all of it says
 * how *personas like these* answer.
 *
 * @param panel A tally, counts, or shares with `n`: in a list, by option, or as `shares`.
 * @param human A baseline, or any of these; shares without `humanN` are taken as exact.
 * @throws {RangeError} When a side has no data, or nothing says how large the panel is.
 * @throws {TypeError} When only one side names its options, or an answer may name several.
 *
 * @example
 * ```ts
 * import { baseline, divergence } from "../../mod.ts";
 *
 * const panel = { "very happy": 10, "pretty happy": 35, "not too happy": 5 };
 * const { jsd, floor95, interval, grade } = divergence(panel, await baseline("gss:HAPPY"));
 * if (grade !== "tightly aligned" || jsd > floor95 || interval.low > 0) throw new Error(`${jsd}`);
 * ```
 */
export function divergence(
  panel: Answers,
  human: Answers,
  { n, humanN, ordered, scores, seed = 0 }: DivergenceOptions = {},
): Divergence {
  const [ours, theirs] = [panelSide(panel, n), humanSide(human, humanN)];
  const pair = aligned(ours, theirs, { ordered, scores });
  return new Divergence({
    ...judged(pair, ours, theirs, stream(seed).fork("divergence")),
    tvd: totalVariation(pair.p, pair.q),
    wasserstein: pair.scores && wasserstein(pair.p, pair.q, { scores: pair.scores }),
    ...{ n: ours.n, nEffective: ours.nEffective },
    humanN: theirs.n === Infinity ? null : theirs.nEffective,
    notice: ours.notice ?? theirs.notice,
  });
}

/** The divergence, and all that is said of it. */
function judged(pair: Aligned, ours: Side, theirs: Side, random: Stream) {
  const { options, p, q, common, scores } = pair;
  const jsd = jensenShannon(p, q);
  const chance = chanceOf(pair, ours, theirs, jsd, random);
  const sizes = { n: ours.nEffective, humanN: theirs.nEffective };
  const pNull = chance.pNull ?? 1;
  const uniform = drawn(random.fork("interval"));
  // One persona says nothing of how others would answer.
  const interval = ours.personas === 1
    ? { low: 0, high: 1 }
    : jsdInterval(p, q, { ...sizes, pNull, uniform });
  const jsdCorrected = jsd - biasOf(ours, options, q) - biasOf(theirs, options, p);
  const nulls = nullLines(q, {
    ...{ ...sizes, common, divergence: chance, scores, uniform: drawn(random.fork("nulls")) },
  });
  const jsdUniform = nulls.uniform.jsd - biasOf(theirs, options, options.map(() => 1));
  const skilled = skill({
    ...{ corrected: jsdCorrected, floor95: chance.floor95, interval, uniform: jsdUniform },
  });
  return {
    ...{ jsd, jsdCorrected, interval, nulls, pNull },
    ...{ floor95: chance.floor95, method: chance.method },
    distinguishable: pNull <= 0.05,
    ...{
      jsdUniform,
      skill: skilled.value,
      skillInterval: skilled.interval,
      skillReason: skilled.reason,
    },
    grade: grade(jsdCorrected),
    gradeInterval: { low: grade(interval.low), high: grade(interval.high) },
  };
}

/** What chance alone makes: of personas where several answers come from one, of answers elsewhere. */
function chanceOf(pair: Aligned, ours: Side, theirs: Side, observed: number, random: Stream) {
  const { nEffective, personas } = ours;
  const humanN = theirs.nEffective;
  if (personas === null) {
    const uniform = drawn(random.fork("floor"));
    return jsdFloor(pair.common, { n: nEffective, humanN, observed, uniform });
  }
  const options = pair.common.filter((share) => share > 0).length;
  return clusteredFloor(options, { personas, nEffective, humanN, observed });
}

function biasOf(side: Side, options: readonly string[], other: readonly number[]): number {
  const sample = side.sampled(options);
  return sample === null ? 0 : jackknifeBias(sample, other);
}

function drawn(random: Stream): () => number {
  return () => random.uniform();
}
