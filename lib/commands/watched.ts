import { Progress } from "../display/progress.ts";
import { type Host, type Interrupt } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type RunOptions } from "../studies/carry_out.ts";
import { longestPath } from "../studies/longest_path.ts";
import { type Plan } from "../studies/plan.ts";
import { type ReadySurvey } from "../studies/ready_survey.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { Interruption } from "./interruption.ts";

/** The result of a run, and what asked it to end before its time. */
export interface Watched {
  readonly result: SurveyResult;
  readonly interrupt: Interrupt | null;
}

/**
 * Runs a survey with its progress on standard error. The first Ctrl-C lets answers in flight arrive and
 * ends it with what has finished; a second one leaves at once, with everything that has arrived on disk.
 */
export async function watched(
  ready: ReadySurvey<Questions>,
  plan: Plan,
  options: Omit<RunOptions, "signal">,
  host: Host,
): Promise<Watched> {
  const progress = new Progress(host.terminal, host.clock.elapsed, answersOf(plan));
  using stop = new Interruption(host, progress);
  const rows = ready.rows({ ...options, signal: stop.signal });
  const questions = plan.instrument?.questions ?? {};
  for (;;) {
    const next = await rows.next();
    if (next.done) {
      if (isWhole(next.value)) progress.complete();
      return { result: next.value, interrupt: stop.interrupt };
    }
    if (Object.hasOwn(questions, next.value.question)) progress.count(next.value);
  }
}

/** Whether everybody was asked everything that the run led to. */
function isWhole({ abortReason, course }: SurveyResult): boolean {
  return abortReason === null && course.released === null;
}

/** How many answers there can be: all of them where no round leads past another. */
function answersOf(plan: Plan): number {
  const arms = plan.models?.mode === "ensemble" ? plan.models.entries.length : 1;
  const people = plan.personas.length * Math.max(1, plan.variants);
  const rounds = plan.instrument ? longestPath(plan.instrument) : [];
  const asked = rounds.reduce((sum, { questions }) => sum + questions.length, 0);
  return people * arms * plan.repeats * asked;
}
