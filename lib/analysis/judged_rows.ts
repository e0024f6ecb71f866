import { type Row } from "../rows/row.ts";
import { type Tallied } from "./tally.ts";
import { categoriesOf } from "./tally_counter.ts";
import { type Answered, type Tracked, trackedOf } from "./tracked.ts";

/** A row as far as its answer is judged. */
export type JudgedRow =
  & Pick<Row, "panelist" | "question" | "category">
  & Partial<Pick<Row, "status" | "answer" | "extraction" | "afterStop">>;

/**
 * Rows as a tracker takes them: the questions, and the valid answers of everybody who counts once, in the
 * order in which they first appear. Answers that came after the stop are left out.
 *
 * @param questions What is known of the questions; without it rows count by their category.
 * @param unitOf Who counts once, by the id of the panelist.
 */
export function judgedRows(
  rows: readonly JudgedRow[],
  questions: Iterable<Tallied> | undefined,
  unitOf: (panelist: string) => string,
): { readonly tracked: readonly Tracked[]; readonly people: Iterable<readonly Answered[]> } {
  const asked = new Map([...questions ?? []].map((question) => [question.key, question]));
  const people = grouped(rows.filter(({ afterStop = false }) => !afterStop), unitOf);
  return {
    tracked: questions === undefined ? seen(rows) : [...asked.values()].map(trackedOf),
    people: people.values().map((own) =>
      own.map((row) => answeredOf(row, asked.get(row.question))).filter((answer) => answer !== null)
    ),
  };
}

function grouped(
  rows: readonly JudgedRow[],
  unitOf: (panelist: string) => string,
): Map<string, JudgedRow[]> {
  const groups = new Map<string, JudgedRow[]>();
  let [panelist, group]: [string | undefined, JudgedRow[]] = [undefined, []];
  for (const row of rows) {
    // Rows of a panelist mostly stand together, and need no looking up.
    if (row.panelist !== panelist) {
      panelist = row.panelist;
      const unit = unitOf(panelist);
      group = groups.get(unit) ?? [];
      groups.set(unit, group);
    }
    group.push(row);
  }
  return groups;
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

/** The questions whose answers have a category, with the categories that there are. */
function seen(rows: readonly JudgedRow[]): Tracked[] {
  const options = new Map<string, Set<string>>();
  for (const { question, category, status = "ok", afterStop = false } of rows) {
    if (category === null || status !== "ok" || afterStop) continue;
    const known = options.get(question);
    if (known) known.add(category);
    else options.set(question, new Set([category]));
  }
  return [...options].map(([key, categories]) => ({ key, options: [...categories] }));
}
