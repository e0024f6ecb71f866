import {
  type ConvergenceOptions,
  type ConvergenceSettings,
  convergenceSettings,
} from "./convergence_options.ts";
import { ruleOf } from "./convergence_rule.ts";
import { alphaOf, type Tracked } from "./tracked.ts";
import { TrackedQuestion } from "./tracked_question.ts";

/** Questions that are followed by a rule, before the first answer. */
export interface Followed {
  /** The rule and its numbers. */
  readonly settings: ConvergenceSettings;
  /** The part of alpha that each share has. */
  readonly alphaEach: number;
  /** The questions that are followed: those with options. */
  readonly questions: readonly Tracked[];
  /** The same by key, with what is counted of them. */
  readonly tracked: ReadonlyMap<string, TrackedQuestion>;
}

/**
 * Begins to follow questions.
 *
 * @throws {RangeError} When a number is out of range.
 * @throws {TypeError} When there is no such rule, or a number is of the other rule.
 */
export function followed(given: Iterable<Tracked>, options: ConvergenceOptions): Followed {
  const settings = convergenceSettings(options);
  const questions = [...given].filter(({ options }) => options !== null);
  const alphaEach = alphaOf(questions, settings.alpha);
  const rule = ruleOf(settings, alphaEach);
  const tracked = new Map(
    questions.map((question) => [question.key, new TrackedQuestion(question, rule, alphaEach)]),
  );
  return { settings, alphaEach, questions, tracked };
}
