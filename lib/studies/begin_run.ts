import { type Calls } from "../engine/calls.ts";
import { type Limits } from "../engine/drain.ts";
import { type Ending } from "../engine/ending.ts";
import { Gate } from "../engine/gate.ts";
import { type Journal } from "../engine/journal.ts";
import { parseFailureBudget, QuestionBudget } from "../engine/question_budget.ts";
import { type Stream, stream } from "../random/stream.ts";
import { CourseUnderWay } from "./course.ts";
import { type Prepared } from "./prepare.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { collected } from "./run_batches.ts";
import { type Pulse } from "./pulse.ts";
import { type RunCalls, runCalls } from "./run_calls.ts";
import { type RunRecord } from "./run_record.ts";
import { type Session } from "./session.ts";
import { watchSurvey } from "./survey_pulse.ts";
import { type Desk } from "./unit.ts";

/** What every run works with: everything that is limited, counted and kept. */
export interface Tools extends RunCalls {
  readonly run: string;
  readonly calls: Calls;
  readonly gate: Gate;
  readonly journal: Journal;
  readonly random: Stream;
  /** Cuts the run off. */
  readonly signal: AbortSignal;
  /** Counts the failures of each question; undefined where they are not limited. */
  readonly failures: QuestionBudget | undefined;
  readonly ending: Ending;
  readonly record: RunRecord;
  readonly limits: Limits;
  /** Counts how far the run has come. */
  readonly pulse: Pulse;
}

/** A run under way: what it works with, and how far it has come. */
export interface Running extends Pick<Tools, "batches" | "ending" | "money" | "record" | "limits"> {
  readonly desk: Desk;
  readonly course: CourseUnderWay;
}

/** Sets up what a run works with, whatever it does with the panel. */
export function toolsOf(
  prepared: PreparedStudy,
  session: Session,
  gate = gateOf(prepared),
): Tools {
  const { open: { run, journal }, record, responses, coordinator, ending, pulse } = session;
  const { conduct, world: { host }, plan } = prepared.parts;
  const random = stream(plan.seed ?? 0);
  const signal = ending.flight;
  const begun = () => ending.begun;
  const failures = conduct.questionFailures === undefined ? undefined : new QuestionBudget(
    parseFailureBudget(conduct.questionFailures),
    prepared.panelists.length * plan.repeats,
  );
  const settled = () => journal.flush();
  return {
    ...runCalls(prepared, { run, gate, journal, random, signal, begun, responses, coordinator }),
    ...{ run, gate, journal, random, signal, failures, ending, record, pulse },
    limits: { gate, clock: host.clock, signal, stop: ending, settled },
  };
}

function gateOf({ parts: { conduct, world: { host } } }: PreparedStudy): Gate {
  return new Gate(host.clock, conduct);
}

/** Sets up a survey's run; what its batches have brought is collected first. */
export async function beginRun(prepared: Prepared, session: Session): Promise<Running> {
  const gate = gateOf(prepared);
  await collected(prepared, session, gate);
  const { batches, ending, money, record, limits, ...tools } = toolsOf(prepared, session, gate);
  const course = new CourseUnderWay(session.open.drift);
  const desk = { ...tools, prepared, variants: course.variants };
  watchSurvey(prepared, desk);
  return { desk, batches, ending, money, course, record, limits };
}
