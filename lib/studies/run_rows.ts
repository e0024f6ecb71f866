import { type Journal } from "../engine/journal.ts";
import { nextRound } from "../instruments/routes.ts";
import { type Row } from "../rows/row.ts";
import { type Course } from "./course.ts";
import { type Prepared } from "./prepare.ts";
import { isOnPath } from "./units.ts";

/** The rounds that count: those that were begun or, before the first is, the first. */
export function countedRounds(
  { begun }: Pick<Course, "begun">,
  { instrument }: Pick<Prepared, "instrument">,
): Course["begun"] {
  const first = begun.length === 0 ? nextRound(instrument, [], null) : undefined;
  return first === undefined ? begun : [first];
}

/** The rows of the way that a run took, in panel order; read from the journal as they are walked. */
export function runRows({ prepared, journal, course }: {
  readonly prepared: Prepared;
  readonly journal: Journal;
  readonly course: Pick<Course, "begun">;
}): Generator<Row> {
  return journal.rows(isOnPath(countedRounds(course, prepared), prepared));
}
