import { type Journal } from "../engine/journal.ts";
import { type Course } from "./course.ts";
import { FAILURE_THRESHOLD, type FailureStats, failureStats } from "./failure_stats.ts";
import { type Prepared } from "./prepare.ts";
import { countedRounds, runRows } from "./run_rows.ts";
import { conversationsOf } from "./units.ts";

/** What went wrong in a run, as far as it has come. */
export function statsOf({ prepared, journal, course, isCutOff }: {
  readonly prepared: Prepared;
  readonly journal: Journal;
  readonly course: Pick<Course, "begun" | "halt">;
  readonly isCutOff: boolean;
}): FailureStats {
  const { models, asked, parts: { conduct } } = prepared;
  const questions = countedRounds(course, prepared)
    .reduce((sum, round) => sum + round.questions.length, 0);
  return failureStats(runRows({ prepared, journal, course }), {
    pairs: conversationsOf(prepared) * questions,
    questions: asked,
    isCutShort: isCutOff || course.halt !== null,
    models: models.entries.map(({ name }) => name),
    threshold: conduct.failureThreshold ?? FAILURE_THRESHOLD,
  });
}
