import { Budget } from "../engine/budget.ts";
import { Calls } from "../engine/calls.ts";
import { type Limits } from "../engine/drain.ts";
import { type Ending } from "../engine/ending.ts";
import { Gate } from "../engine/gate.ts";
import { parseFailureBudget, QuestionBudget } from "../engine/question_budget.ts";
import { stream } from "../random/stream.ts";
import { CourseUnderWay } from "./course.ts";
import { type Prepared } from "./prepare.ts";
import { type OpenRun } from "./run_folder.ts";
import { type RunRecord } from "./run_record.ts";
import { type Desk } from "./unit.ts";

/** A run under way: what it works with, and how far it has come. */
export interface Running {
  readonly desk: Desk;
  readonly ending: Ending;
  readonly money: { readonly budget: Budget | undefined; readonly before: number };
  readonly course: CourseUnderWay;
  readonly record: RunRecord;
  readonly limits: Limits;
}

/** Sets up what a run works with: everything that is limited, counted and kept. */
export function beginRun(
  prepared: Prepared,
  { run, journal, drift, record }: OpenRun & Pick<Running, "record">,
  ending: Ending,
): Running {
  const { conduct, world: { host }, plan } = prepared.parts;
  const gate = new Gate(host.clock, conduct);
  const random = stream(plan.seed ?? 0);
  const money = moneyOf(prepared, journal);
  const { budget } = money;
  const { prices } = prepared;
  const signal = ending.flight;
  const begun = () => ending.begun;
  const calls = new Calls({ host, gate, journal, random, signal, begun, budget, prices });
  const failures = conduct.questionFailures === undefined ? undefined : new QuestionBudget(
    parseFailureBudget(conduct.questionFailures),
    prepared.panelists.length * plan.repeats,
  );
  const course = new CourseUnderWay(drift);
  const desk = {
    ...{ run, prepared, calls, gate, journal, random, failures, signal },
    variants: course.variants,
  };
  const settled = () => journal.flush();
  const limits = { gate, clock: host.clock, signal, stop: ending, settled };
  return { desk, ending, money, course, record, limits };
}

/** The budget, if there is one; what was spent by earlier runs of the journal counts towards it. */
function moneyOf(
  { parts: { conduct: { budget: cap } } }: Prepared,
  journal: OpenRun["journal"],
): Running["money"] {
  const before = journal.totals().reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  return { budget: cap === undefined ? undefined : new Budget({ cap, spent: before }), before };
}
