import { type Limits } from "../engine/drain.ts";
import { type Ending } from "../engine/ending.ts";
import { Gate } from "../engine/gate.ts";
import { parseFailureBudget, QuestionBudget } from "../engine/question_budget.ts";
import { type Responses } from "../engine/responses.ts";
import { stream } from "../random/stream.ts";
import { CourseUnderWay } from "./course.ts";
import { type Prepared } from "./prepare.ts";
import { type RunCalls, runCalls } from "./run_calls.ts";
import { type OpenRun } from "./run_folder.ts";
import { type RunRecord } from "./run_record.ts";
import { type Desk } from "./unit.ts";

/** A run under way: what it works with, and how far it has come. */
export interface Running {
  readonly desk: Desk;
  readonly ending: Ending;
  readonly money: RunCalls["money"];
  readonly course: CourseUnderWay;
  readonly record: RunRecord;
  readonly limits: Limits;
}

/** Sets up what a run works with: everything that is limited, counted and kept. */
export function beginRun(
  prepared: Prepared,
  { run, journal, drift, record, responses }: OpenRun & Pick<Running, "record"> & {
    /** The store of replies; undefined where there is none. */
    readonly responses: Responses | undefined;
  },
  ending: Ending,
): Running {
  const { conduct, world: { host }, plan } = prepared.parts;
  const gate = new Gate(host.clock, conduct);
  const random = stream(plan.seed ?? 0);
  const signal = ending.flight;
  const begun = () => ending.begun;
  const tools = { gate, journal, random, signal, begun, responses };
  const { calls, verification, money } = runCalls(prepared, tools);
  const failures = conduct.questionFailures === undefined ? undefined : new QuestionBudget(
    parseFailureBudget(conduct.questionFailures),
    prepared.panelists.length * plan.repeats,
  );
  const course = new CourseUnderWay(drift);
  const desk = {
    ...{ run, prepared, calls, gate, journal, random, failures, signal, verification },
    variants: course.variants,
  };
  const settled = () => journal.flush();
  const limits = { gate, clock: host.clock, signal, stop: ending, settled };
  return { desk, ending, money, course, record, limits };
}
