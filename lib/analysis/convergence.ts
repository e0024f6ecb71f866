import { personaOf } from "./clusters.ts";
import { type ConvergenceOptions } from "./convergence_options.ts";
import { type Convergence } from "./convergence_report.ts";
import { ConvergenceTracker } from "./convergence_tracker.ts";
import { type JudgedRow, judgedRows } from "./judged_rows.ts";
import { type Tallied } from "./tally.ts";

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
 * questions, such as `result.rows`. All rows of a panelist count once; by precision, all rows of a persona. They are
 * walked, and none is kept: what is held grows by 19 to 24 bytes with each person.
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
  const given = walkable<string | null | JudgedRow>(answers);
  const [first] = given;
  const isList = questions === undefined && (first === undefined || !isRow(first));
  if (!isList && options !== undefined) throw mixed();
  if (isList) return listed(all(given, isAnswer), options, { ...rule, notice });
  const unitOf = rule.rule === "jsd-batch" ? panelistOf : personaOf;
  return judgedRows(all(given, isRow), { ...rule, questions, unitOf, notice });
}

/** The key of a question that has none. */
const UNNAMED = "answer";

function listed(
  answers: Iterable<string | null>,
  options: readonly string[] | undefined,
  { notice, ...rule }: Omit<JudgeOptions, "options" | "questions">,
): Convergence {
  const known = options ?? [...new Set(answers)].filter((answer) => answer !== null);
  const tracker = new ConvergenceTracker([{ key: UNNAMED, options: known }], rule);
  for (const answer of answers) {
    tracker.add(answer === null ? [] : [{ question: UNNAMED, categories: [answer] }]);
  }
  return tracker.report({ notice });
}

/** What can be walked several times: there may be ten million, so only what cannot is copied. */
function walkable<Item>(items: Iterable<Item>): Iterable<Item> {
  const isOneWalk = Object.is(items[Symbol.iterator](), items);
  return isOneWalk ? [...items] : items;
}

/** The same items, all of which must be of one kind; walked as they are. */
function all<Item, Kind extends Item>(
  items: Iterable<Item>,
  isKind: (item: Item) => item is Kind,
): Iterable<Kind> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) {
        if (!isKind(item)) throw mixed();
        yield item;
      }
    },
  };
}

function mixed(): TypeError {
  return new TypeError("Cannot judge a list of answers and rows of questions together");
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
