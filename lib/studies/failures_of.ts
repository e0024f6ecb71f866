import { type Journal } from "../engine/journal.ts";
import { type Course } from "./course.ts";
import { type Expected, FailureCounter } from "./failure_counter.ts";
import { type FailureStats } from "./failure_stats.ts";
import { followedOf } from "./following.ts";
import { type Prepared } from "./prepare.ts";
import { countedRounds, runRows } from "./run_rows.ts";
import { conversationsOf } from "./units.ts";

/** Above this share of failed answers a run is invalid. */
const FAILURE_THRESHOLD = 0.5;

/** A run, as far as it has come. */
interface Run {
  readonly prepared: Prepared;
  readonly journal: Journal;
  readonly course: Pick<Course, "begun" | "halt" | "released">;
  readonly isCutOff: boolean;
}

/** What went wrong in a run. */
export function statsOf(run: Run): FailureStats {
  const counter = new FailureCounter(expectedOf(run));
  for (const row of runRows(run)) counter.count(row);
  return counter.stats;
}

/** What the failures of a run are counted against. */
export function expectedOf({ prepared, course, isCutOff }: Omit<Run, "journal">): Expected {
  const { models, asked, parts: { conduct } } = prepared;
  return {
    pairs: pairsOf(prepared, course),
    questions: asked,
    isCutShort: isCutOff || course.halt !== null,
    models: models.entries.map(({ name }) => name),
    threshold: conduct.failureThreshold ?? FAILURE_THRESHOLD,
  };
}

/** How many pairs of panelist and question there are; the stop counts from the round that is followed. */
function pairsOf(prepared: Prepared, course: Pick<Course, "begun" | "released">): number {
  const rounds = countedRounds(course, prepared);
  const followed = rounds.findIndex((round) => followedOf(round, prepared).length > 0);
  return rounds.reduce((sum, { questions }, at) => {
    const people = at < followed ? null : course.released;
    return sum + conversationsOf(prepared, people) * questions.length;
  }, 0);
}
