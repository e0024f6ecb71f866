import { type CheckedQuestion, type ConvergenceCheck } from "./convergence_check.ts";
import { type ConvergenceOptions, type ConvergenceSettings } from "./convergence_options.ts";
import { Convergence, type ConvergenceCourse } from "./convergence_report.ts";
import { followed } from "./followed.ts";
import { hasConverged } from "./look.ts";
import { type Answered, type Tracked } from "./tracked.ts";
import { type TrackedQuestion } from "./tracked_question.ts";

/**
 * Follows the shares of bounded questions while panelists answer, and says when the answers are enough.
 * Panelists are added in the order of dispatch, which must be random: the order in which answers arrive
 * favours the quick ones.
 *
 * @example
 * ```ts
 * import { ConvergenceTracker } from "../../mod.ts";
 *
 * const tracker = new ConvergenceTracker([{ key: "tier", options: ["free", "pro"] }]);
 * while (!tracker.isMet) tracker.add([{ question: "tier", categories: ["pro"] }]);
 * if (tracker.report().overallConvergedAt !== 80) throw new Error();
 * ```
 */
export class ConvergenceTracker {
  /** The rule and its numbers. */
  readonly settings: ConvergenceSettings;
  /** The part of alpha that each share has; fixed before the first answer. */
  readonly alphaEach: number;
  /** The questions that are followed: those with options. */
  readonly questions: readonly Tracked[];
  readonly #tracked: ReadonlyMap<string, TrackedQuestion>;
  #released = 0;
  #answered = 0;

  /**
   * Nobody's answers yet.
   *
   * @throws {RangeError} When a number is out of range.
   * @throws {TypeError} When there is no such rule, or a number is of the other rule.
   */
  constructor(questions: Iterable<Tracked>, options: ConvergenceOptions = {}) {
    ({
      settings: this.settings,
      alphaEach: this.alphaEach,
      questions: this.questions,
      tracked: this.#tracked,
    } = followed(questions, options));
  }

  /** Whether the answers to every question are enough, so that nobody more need be asked. */
  get isMet(): boolean {
    return this.#tracked.size > 0 && [...this.#tracked.values()].every(hasConverged);
  }

  /** How far the farthest end of the confidence sequences of all shares is from its share; 1 without answers. */
  get halfWidth(): number {
    return Math.max(...[...this.#tracked.values()].map(({ now }) => now.halfWidth));
  }

  /** The largest divergence of a question's last batch, in bits; null before the first, and by another rule. */
  get lastJsd(): number | null {
    const last = [...this.#tracked.values()].flatMap(({ looks }) => looks.last.at(-1)?.jsd ?? []);
    return last.length === 0 ? null : Math.max(...last);
  }

  /**
   * Counts the valid answers of one who counts once: all of a panelist's, in repeats and ensembles too.
   * Answers to questions that are not followed are passed over.
   *
   * @returns What was seen, where a check was due and there were answers to look at; null otherwise.
   * @throws {TypeError} When an answer counts for something that is no option of its question.
   */
  add(answers: Iterable<Answered>): ConvergenceCheck | null {
    for (const { question, categories } of answers) this.#tracked.get(question)?.hear(categories);
    let hasAnswered = false;
    for (const tracked of this.#tracked.values()) hasAnswered = tracked.settle() || hasAnswered;
    this.#released += 1;
    if (hasAnswered) this.#answered += 1;
    return this.#released % this.settings.every === 0 ? this.#check() : null;
  }

  /**
   * What can be said of the answers so far.
   *
   * @param options `autoStopped`: whether the panel was stopped because the answers were enough;
   * `humanBaseline`: the curve of humans to hold them against; `notice`: what must be said with it.
   */
  report(
    { autoStopped = false, humanBaseline, notice }: Partial<
      Pick<ConvergenceCourse, "autoStopped" | "humanBaseline" | "notice">
    > = {},
  ): Convergence {
    return new Convergence([...this.#tracked.values()], {
      settings: this.settings,
      alphaEach: this.alphaEach,
      released: this.#released,
      answered: this.#answered,
      autoStopped,
      ...{ humanBaseline, notice },
    });
  }

  #check(): ConvergenceCheck | null {
    const questions = [...this.#tracked.values()].flatMap((tracked) => this.#look(tracked));
    return questions.length === 0 ? null : { released: this.#released, questions };
  }

  #look(tracked: TrackedQuestion): CheckedQuestion[] {
    const look = tracked.check();
    if (look === null) return [];
    const { key } = tracked.question;
    if (this.settings.rule !== "jsd-batch") return [{ key, look, rollingMean: null }];
    const { last } = tracked.looks;
    const sum = last.reduce((sum, { jsd }) => sum + (jsd ?? 0), 0);
    return [{ key, look, rollingMean: sum / last.length }];
  }
}
