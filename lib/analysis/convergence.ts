import { personaOf } from "./clusters.ts";
import { type ConvergenceOptions } from "./convergence_options.ts";
import { type Convergence } from "./convergence_report.ts";
import { ConvergenceTracker } from "./convergence_tracker.ts";
import { type JudgedRow, judgedRows } from "./judged_rows.ts";
import { type Tallied } from "./tally.ts";
import { type Answered, type Tracked } from "./tracked.ts";

/** By which rule answers are judged, and what is known of the questions. */
export interface JudgeOptions extends ConvergenceOptions {
  /** The options of the question, where a list of answers is judged. @default {those that were given} */
  readonly options?: readonly string[] | undefined;
  /**
   * The questions of the rows, as in `result.questions.values()`. Without them rows count by their
   * category, the options are those that were given, and answers that name several are left out.
   */
  readonly questions?: Iterable<Tallied> | undefined;
  /** What must be said wherever the report is shown, as in `result.notice`. @default null */
  readonly notice?: string | null | undefined;
}

/**
 * Judges answers that are already there: whether, and from which panelist on, they were enough by a rule,
 * and how well the shares are known. The answers are taken in the order given, which should be random.
 *
 * @param answers The answers to one question, null where there was no valid one; or rows of any number of
 * questions. All rows of a panelist count once; by precision, all rows of a persona.
 * @throws {RangeError} When a number is out of range.
 * @throws {TypeError} When there is no such rule, a number is of the other rule, an answer counts for
 * something that is no option of its question, or a list has `questions` or rows have `options`.
 *
 * @example
 * ```ts
 * import { convergence } from "../../mod.ts";
 *
 * const answers = Array.from({ length: 120 }, (_, at) => at % 3 === 0 ? "yes" : "no");
 * const { perQuestion, overallConvergedAt } = convergence(answers, { halfWidth: 0.2 });
 * if (overallConvergedAt !== 80) throw new Error(`${overallConvergedAt}`);
 * if (perQuestion.answer?.widths.yes?.share !== 1 / 3) throw new Error();
 * ```
 */
export function convergence(
  answers: Iterable<string | null> | Iterable<JudgedRow>,
  { options, questions, notice, ...rule }: JudgeOptions = {},
): Convergence {
  // There may be a million: they are copied only where they cannot be walked twice.
  const given: readonly (string | null | JudgedRow)[] = Array.isArray(answers)
    ? answers
    : [...answers];
  const list = questions === undefined && given.every(isAnswer) ? given : null;
  const rows = list === null && given.every(isRow) ? given : null;
  if (list === null && (rows === null || options !== undefined)) {
    throw new TypeError("Cannot judge a list of answers and rows of questions together");
  }
  const { tracked, people } = list === null
    ? judgedRows(rows ?? [], questions, rule.rule === "jsd-batch" ? panelistOf : personaOf)
    : listed(list, options);
  const tracker = new ConvergenceTracker(tracked, rule);
  for (const person of people) tracker.add(person);
  return tracker.report({ notice });
}

/** The key of a question that has none. */
const UNNAMED = "answer";

function listed(
  answers: readonly (string | null)[],
  options: readonly string[] = [...new Set(answers.filter((answer) => answer !== null))],
): { readonly tracked: readonly Tracked[]; readonly people: Iterable<readonly Answered[]> } {
  return {
    tracked: [{ key: UNNAMED, options }],
    people: answers.values().map((answer) =>
      answer === null ? [] : [{ question: UNNAMED, categories: [answer] }]
    ),
  };
}

function isRow(answer: string | null | JudgedRow): answer is JudgedRow {
  return typeof answer === "object" && answer !== null;
}

function isAnswer(answer: string | null | JudgedRow): answer is string | null {
  return !isRow(answer);
}

function panelistOf(panelist: string): string {
  return panelist;
}
