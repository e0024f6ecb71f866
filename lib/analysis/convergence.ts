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
 * walked, and none is kept: what is held grows by 19 to 24 bytes with each person, and by 8 with each answer where
 * they are an iterator or the answers to a question are out of the order of those who gave them.
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
  const { first, given, isOneWalk } = begun<string | null | JudgedRow>(answers);
  const isList = questions === undefined && (first === undefined || !isRow(first));
  if (!isList && options !== undefined) throw mixed();
  if (isList) return listed(all(given, isAnswer), options, { ...rule, notice, isOneWalk });
  const unitOf = rule.rule === "jsd-batch" ? panelistOf : personaOf;
  return judgedRows(all(given, isRow), { ...rule, questions, unitOf, notice, isOneWalk });
}

/** The key of a question that has none. */
const UNNAMED = "answer";

function listed(
  answers: Iterable<string | null>,
  options: readonly string[] | undefined,
  { notice, isOneWalk, ...rule }: Omit<JudgeOptions, "options" | "questions"> & {
    readonly isOneWalk: boolean;
  },
): Convergence {
  // Which options there are is known at the end of a walk.
  const walked = options === undefined && isOneWalk ? [...answers] : answers;
  const known = options ?? [...new Set(walked)].filter((answer) => answer !== null);
  const tracker = new ConvergenceTracker([{ key: UNNAMED, options: known }], rule);
  for (const answer of walked) {
    tracker.add(answer === null ? [] : [{ question: UNNAMED, categories: [answer] }]);
  }
  return tracker.report({ notice });
}

/** The first of some items, and all of them; what can be walked only once is begun, and gone on with. */
function begun<Item>(items: Iterable<Item>): {
  readonly first: Item | undefined;
  readonly given: Iterable<Item>;
  readonly isOneWalk: boolean;
} {
  const iterator = items[Symbol.iterator]();
  const isOneWalk = Object.is(iterator, items);
  const { done, value } = iterator.next();
  const first = done === true ? undefined : value;
  if (isOneWalk) return { first, given: done === true ? [] : after(value, iterator), isOneWalk };
  iterator.return?.();
  return { first, given: items, isOneWalk };
}

/** An item, and what comes after it. */
function* after<Item>(first: Item, rest: Iterator<Item>): Generator<Item> {
  yield first;
  yield* Iterator.from(rest);
}

/** The same items, all of which must be of one kind; walked as they are. */
function all<Item, Kind extends Item>(
  items: Iterable<Item>,
  isKind: (item: Item) => item is Kind,
): Iterable<Kind> {
  // A list is looked through at once: handing on what it is walked for takes more than twice as long.
  if (Array.isArray(items)) {
    if (items.every(isKind)) return items;
    throw mixed();
  }
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
