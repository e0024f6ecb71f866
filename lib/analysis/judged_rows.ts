import { type Row } from "../rows/row.ts";
import { type ConvergenceOptions } from "./convergence_options.ts";
import { type Convergence } from "./convergence_report.ts";
import { type Heard, KeptAnswers } from "./kept_answers.ts";
import { RowJudge } from "./row_judge.ts";
import { type Tallied } from "./tally.ts";
import { categoriesOf } from "./tally_counter.ts";
import { type Answered, type Tracked, trackedOf } from "./tracked.ts";

/** A row as far as its answer is judged. */
export type JudgedRow =
  & Pick<Row, "panelist" | "question" | "category">
  & Partial<Pick<Row, "status" | "answer" | "extraction" | "afterStop">>;

/** What rows are judged by. */
export interface RowsJudged extends ConvergenceOptions {
  /** What is known of the questions; without it rows count by their category. */
  readonly questions: Iterable<Tallied> | undefined;
  /** Who counts once, by the id of the panelist. */
  readonly unitOf: (panelist: string) => string;
  /** What must be said wherever the report is shown. */
  readonly notice?: string | null | undefined;
  /** Whether the rows can be walked only once. @default false */
  readonly isOneWalk?: boolean | undefined;
}

/**
 * Judges rows: the valid answers of everybody who counts once, in the order in which they first appear. Answers
 * that came after the stop are left out. Rows are walked and none is kept; where they can be walked only once, or
 * are scattered, so that the answers to a question do not come in the order of those who gave them, each leaves
 * eight bytes.
 *
 * @param rows Rows; where they are an iterator, it is used up.
 */
export function judgedRows(
  rows: Iterable<JudgedRow>,
  { questions, unitOf, notice, isOneWalk = false, ...rule }: RowsJudged,
): Convergence {
  const asked = new Map([...questions ?? []].map((question) => [question.key, question]));
  const heard = { [Symbol.iterator]: () => heardIn(rows, asked, unitOf) };
  const walked = isOneWalk ? new KeptAnswers(heard) : heard;
  const tracked = questions === undefined
    ? givenOptions(walked)
    : [...asked.values()].map(trackedOf);
  const judge = (walked: Iterable<Heard>) => {
    const judge = new RowJudge(tracked, rule);
    return isJudged(walked, judge) ? judge.report(notice) : null;
  };
  const together = () =>
    (walked instanceof KeptAnswers ? walked : new KeptAnswers(walked)).together();
  const report = judge(walked) ?? judge(together());
  if (report === null) throw new Error("Cannot judge the rows: those of a person stand apart");
  return report;
}

/** What is heard of rows, one after the other. */
function* heardIn(
  rows: Iterable<JudgedRow>,
  asked: ReadonlyMap<string, Tallied>,
  unitOf: RowsJudged["unitOf"],
): Generator<Heard> {
  let [panelist, person]: [string | undefined, string] = [undefined, ""];
  for (const row of rows) {
    if (row.afterStop) continue;
    // Rows of a panelist mostly stand together, and need no looking up.
    if (row.panelist !== panelist) [panelist, person] = [row.panelist, unitOf(row.panelist)];
    yield { person, answered: answeredOf(row, asked.get(row.question)) };
  }
}

/** Whether the answers stand so that they can be judged one after the other; they have been then. */
function isJudged(heard: Iterable<Heard>, judge: RowJudge): boolean {
  let [last, place]: [string | undefined, number] = [undefined, 0];
  for (const { person, answered } of heard) {
    if (person !== last) [last, place] = [person, judge.placeOf(person)];
    if (answered !== null && !judge.hear(place, answered)) return false;
  }
  return true;
}

/** The questions whose answers have a category, with the categories that there are. */
function givenOptions(heard: Iterable<Heard>): Tracked[] {
  const options = new Map<string, Set<string>>();
  for (const { answered } of heard) {
    if (answered === null) continue;
    const { question, categories } = answered;
    let known = options.get(question);
    if (known === undefined) options.set(question, known = new Set());
    for (const category of categories) known.add(category);
  }
  return [...options].map(([key, known]) => ({ key, options: [...known] }));
}

/** A valid answer, with the options that it counts for; null where there is none. */
function answeredOf(row: JudgedRow, asked: Tallied | undefined): Answered | null {
  const { question, status = "ok", answer, extraction = null, category } = row;
  // Where any answer is possible nothing is followed.
  if (status !== "ok" || asked?.options === null) return null;
  if (asked !== undefined && answer !== undefined) {
    return { question, categories: categoriesOf({ answer, extraction }, asked) };
  }
  return category === null ? null : { question, categories: [category] };
}
