import { type Journal } from "../engine/journal.ts";
import { type Course } from "./course.ts";
import { FAILURE_THRESHOLD, type FailureStats, failureStats } from "./failure_stats.ts";
import { type Prepared } from "./prepare.ts";

/** What went wrong in a run, as far as it has come. */
export function statsOf({ prepared, journal, course, isCutOff }: {
  readonly prepared: Prepared;
  readonly journal: Journal;
  readonly course: Pick<Course, "begun" | "halt">;
  readonly isCutOff: boolean;
}): FailureStats {
  const { models, panelists, asked, parts: { plan, conduct } } = prepared;
  const arms = models.mode === "ensemble" ? models.entries.length : 1;
  // Before the first round begins it is the first that counts.
  const begun = course.begun.length === 0 ? prepared.instrument.rounds.slice(0, 1) : course.begun;
  const questions = begun.reduce((sum, round) => sum + round.questions.length, 0);
  return failureStats(journal.rows(), {
    pairs: panelists.length * arms * plan.repeats * questions,
    questions: asked,
    isCutShort: isCutOff || course.halt !== null,
    models: models.entries.map(({ name }) => name),
    threshold: conduct.failureThreshold ?? FAILURE_THRESHOLD,
  });
}
