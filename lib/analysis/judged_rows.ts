import { type Row } from "../rows/row.ts";
import { type ConvergenceOptions } from "./convergence_options.ts";
import { type Convergence } from "./convergence_report.ts";
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
}

/**
 * Judges rows: the valid answers of everybody who counts once, in the order in which they first appear. Answers
 * that came after the stop are left out. Rows are walked and none is kept, unless they are scattered: where the
 * answers to a question do not come in the order of those who gave them, they are put together first.
 *
 * @param rows Rows that can be walked several times.
 */
export function judgedRows(
  rows: Iterable<JudgedRow>,
  { questions, unitOf, notice, ...rule }: RowsJudged,
): Convergence {
  const asked = new Map([...questions ?? []].map((question) => [question.key, question]));
  const tracked = questions === undefined ? givenOptions(rows) : [...asked.values()].map(trackedOf);
  const judge = (walked: Iterable<JudgedRow>) => {
    const judge = new RowJudge(tracked, rule);
    return isJudged(walked, judge, { asked, unitOf }) ? judge.report(notice) : null;
  };
  const report = judge(rows) ?? judge(together(rows, unitOf));
  if (report === null) throw new Error("Cannot judge the rows: those of a person stand apart");
  return report;
}

/** Whether the rows stand so that they can be judged one after the other; they have been then. */
function isJudged(
  rows: Iterable<JudgedRow>,
  judge: RowJudge,
  { asked, unitOf }: {
    readonly asked: ReadonlyMap<string, Tallied>;
    readonly unitOf: RowsJudged["unitOf"];
  },
): boolean {
  let [panelist, place]: [string | undefined, number] = [undefined, 0];
  for (const row of rows) {
    if (row.afterStop) continue;
    // Rows of a panelist mostly stand together, and need no looking up.
    if (row.panelist !== panelist) {
      panelist = row.panelist;
      place = judge.placeOf(unitOf(panelist));
    }
    const answer = answeredOf(row, asked.get(row.question));
    if (answer !== null && !judge.hear(place, answer)) return false;
  }
  return true;
}

/** The questions whose answers have a category, with the categories that there are. */
function givenOptions(rows: Iterable<JudgedRow>): Tracked[] {
  const options = new Map<string, Set<string>>();
  for (const row of rows) {
    if (row.afterStop || (row.status ?? "ok") !== "ok" || row.category === null) continue;
    const known = options.get(row.question);
    if (known === undefined) options.set(row.question, new Set([row.category]));
    else known.add(row.category);
  }
  return [...options].map(([key, known]) => ({ key, options: [...known] }));
}

/** The same rows, those of everybody who counts once together. */
function together(
  rows: Iterable<JudgedRow>,
  unitOf: (panelist: string) => string,
): Iterable<JudgedRow> {
  return Map.groupBy(rows, ({ panelist }) => unitOf(panelist)).values().flatMap((own) => own);
}

/** A valid answer, with the options that it counts for; null where there is none. */
function answeredOf(row: JudgedRow, asked: Tallied | undefined): Answered | null {
  const { question, status = "ok", answer, extraction = null, category } = row;
  if (status !== "ok") return null;
  if (asked !== undefined && answer !== undefined) {
    return { question, categories: categoriesOf({ answer, extraction }, asked) };
  }
  return category === null ? null : { question, categories: [category] };
}
