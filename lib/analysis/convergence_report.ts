import { type ChiSquared, chiSquared } from "../statistics/chi_squared.ts";
import { batchNeeded, batchNoise } from "./batch_noise.ts";
import { type ConvergenceBaseline } from "./convergence_baseline.ts";
import { type ConvergenceSettings } from "./convergence_options.ts";
import { convergenceWarnings } from "./convergence_warnings.ts";
import { diversityWarning } from "./diversity.ts";
import { hasConverged, type QuestionCourse, type Width } from "./look.ts";
import { thinned } from "./thinned.ts";
import { optionsOf } from "./tracked.ts";

/** A question's answers at one check. */
export interface ConvergencePoint {
  /** How many people had given a valid answer. */
  readonly n: number;
  /** By jsd-batch: the divergence of the last batch from everybody, in bits. */
  readonly jsd?: number;
  /** How far the farthest end of the shares' confidence sequences is from its share. */
  readonly halfWidth: number;
}

/** When the answers to one question were enough, and how well its shares are known. */
export interface QuestionConvergence {
  /** How many people gave a valid answer. */
  readonly finalN: number;
  /** The n of the check since which the answers are enough, or were until `lostAt`; null if never. */
  readonly convergedAt: number | null;
  /** The n of the check at which the answers were enough no longer; null while they are, or if never. */
  readonly lostAt: number | null;
  /** The checks, or 20 of them evenly spaced. */
  readonly curve: readonly ConvergencePoint[];
  /** How many options anybody gave. */
  readonly supportSize: number;
  /** How far the farthest end of the shares' confidence sequences is from its share; 1 without data. */
  readonly halfWidth: number;
  /** Each option's share with its confidence sequence; empty without data. */
  readonly widths: Readonly<Record<string, Width>>;
  /** By jsd-batch: the divergence that a batch stays below in 95 % of cases though nothing changes. */
  readonly floor: number | null;
  /** By jsd-batch: the size of a batch from which that floor is at most epsilon. */
  readonly batchNeeded: number | null;
  /** How far the shares are from equal ones; null without data, and where an answer may name several. */
  readonly skewVsUniform: ChiSquared | null;
}

/** What a report is made of, beside the questions. */
export interface ConvergenceCourse {
  /** The rule and its numbers. */
  readonly settings: ConvergenceSettings;
  /** The part of alpha that each share has. */
  readonly alphaEach: number;
  /** How many panelists were released. */
  readonly released: number;
  /** How many of them gave a valid answer. */
  readonly answered: number;
  /** Whether the panel was stopped because the answers were enough. */
  readonly autoStopped: boolean;
  /** The curve of humans to hold it against. @default null */
  readonly humanBaseline?: ConvergenceBaseline | null | undefined;
  /** What must be said wherever it is shown, as of simulated respondents. @default null */
  readonly notice?: string | null | undefined;
}

/**
 * Whether the answers of a panel were enough, by which rule, and how well the shares are known now: each
 * with a confidence sequence, which holds at every look.
 *
 * @example
 * ```ts
 * import { convergence } from "../../mod.ts";
 *
 * const { overallConvergedAt, perQuestion } = convergence(new Array(100).fill("yes"), {
 *   options: ["yes", "no"],
 * });
 * if (overallConvergedAt !== 80 || perQuestion.answer?.finalN !== 100) throw new Error();
 * ```
 */
export class Convergence {
  /** The rule and its numbers. */
  readonly settings: ConvergenceSettings;
  /** The part of alpha that each share has. */
  readonly alphaEach: number;
  /** How many panelists were released, whether they answered or not. */
  readonly released: number;
  /** How many of them gave a valid answer to some question that is followed. */
  readonly finalN: number;
  /** Whether the panel was stopped because the answers were enough. */
  readonly autoStopped: boolean;
  /** How many humans would have been enough; null where nobody asked. */
  readonly humanBaseline: ConvergenceBaseline | null;
  /** The largest n at which a question converged; null unless all have, and have not lost it since. */
  readonly overallConvergedAt: number | null;
  /** The keys of the questions that are followed. */
  readonly trackedQuestions: readonly string[];
  /** The questions by key. */
  readonly perQuestion: Readonly<Record<string, QuestionConvergence>>;
  /** The questions that nearly everybody answers alike, a sentence each. */
  readonly diversityWarnings: readonly string[];
  /** What must be known of the rule: where it cannot stop, and what it does not say when it does. */
  readonly warnings: readonly string[];
  /** What must be said wherever it is shown, as of simulated respondents; null when nothing must. */
  readonly notice: string | null;

  /** Made by `convergence()`, by a tracker, and by the run of a survey. */
  constructor(questions: readonly QuestionCourse[], course: ConvergenceCourse) {
    const { settings, alphaEach, released, answered, autoStopped } = course;
    this.settings = settings;
    this.alphaEach = alphaEach;
    this.released = released;
    this.finalN = answered;
    this.autoStopped = autoStopped;
    this.humanBaseline = course.humanBaseline ?? null;
    this.trackedQuestions = questions.map(({ question }) => question.key);
    this.perQuestion = Object.fromEntries(
      questions.map((one) => [one.question.key, ofQuestion(one, settings)]),
    );
    this.overallConvergedAt = overall(questions);
    this.diversityWarnings = questions
      .map(({ question, now }) => diversityWarning(question, now))
      .filter((warning) => warning !== null);
    this.warnings = convergenceWarnings(questions, settings, released);
    this.notice = course.notice ?? null;
  }
}

const CURVE_POINTS = 20;

function ofQuestion(course: QuestionCourse, settings: ConvergenceSettings): QuestionConvergence {
  const { question, now, convergedAt, lostAt } = course;
  const options = optionsOf(question);
  const isByBatch = settings.rule === "jsd-batch";
  return {
    ...{ finalN: now.n, convergedAt, lostAt },
    curve: thinned(course.looks.spaced, CURVE_POINTS).map(({ n, jsd, halfWidth }) => ({
      n,
      ...(jsd === null ? {} : { jsd }),
      halfWidth,
    })),
    supportSize: now.counts.filter((count) => count > 0).length,
    ...{ halfWidth: now.halfWidth, widths: now.widths },
    floor: isByBatch ? batchNoise(options, settings.every) : null,
    batchNeeded: isByBatch ? batchNeeded(options, settings.epsilon) : null,
    skewVsUniform: question.multiple || options < 2 || now.n === 0 ? null : chiSquared(now.counts),
  };
}

function overall(questions: readonly QuestionCourse[]): number | null {
  if (questions.length === 0 || !questions.every(hasConverged)) return null;
  return Math.max(...questions.map(({ convergedAt }) => convergedAt ?? 0));
}
