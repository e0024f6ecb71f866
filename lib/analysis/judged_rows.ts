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
  const known = new Known();
  const people = grouped(rows, unitOf, (row) => answeredOf(row, asked.get(row.question), known));
  return {
    tracked: questions === undefined ? known.questions : [...asked.values()].map(trackedOf),
    people: people.values(),
  };
}

/** Answers that count for one option: there are few of them, however many rows have them. */
class Known {
  readonly #answers = new Map<string, Map<string, Answered>>();

  /** The questions whose answers have a category, with the categories that there are. */
  get questions(): Tracked[] {
    return [...this.#answers].map(([key, answers]) => ({ key, options: [...answers.keys()] }));
  }

  /** The answer to a question that counts for this option. */
  of(question: string, category: string): Answered {
    const answers = this.#answers.get(question) ?? new Map<string, Answered>();
    const known = answers.get(category);
    if (known !== undefined) return known;
    const answer = { question, categories: [category] };
    this.#answers.set(question, answers.set(category, answer));
    return answer;
  }
}

function grouped(
  rows: readonly JudgedRow[],
  unitOf: (panelist: string) => string,
  answerOf: (row: JudgedRow) => Answered | null,
): Map<string, Answered[]> {
  const groups = new Map<string, Answered[]>();
  let [panelist, group]: [string | undefined, Answered[]] = [undefined, []];
  for (const row of rows) {
    if (row.afterStop) continue;
    // Rows of a panelist mostly stand together, and need no looking up.
    if (row.panelist !== panelist) {
      panelist = row.panelist;
      const unit = unitOf(panelist);
      group = groups.get(unit) ?? [];
      groups.set(unit, group);
    }
    const answer = answerOf(row);
    if (answer !== null) group.push(answer);
  }
  return groups;
}

/** A valid answer, with the options that it counts for; null where there is none. */
function answeredOf(
  row: JudgedRow,
  asked: Tallied | undefined,
  known: Known,
): Answered | null {
  const { question, status = "ok", answer, extraction = null, category } = row;
  if (status !== "ok") return null;
  if (asked !== undefined && answer !== undefined) {
    return { question, categories: categoriesOf({ answer, extraction }, asked) };
  }
  return category === null ? null : known.of(question, category);
}
