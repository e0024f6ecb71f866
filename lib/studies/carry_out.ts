import { Budget } from "../engine/budget.ts";
import { Calls } from "../engine/calls.ts";
import { drain } from "../engine/drain.ts";
import { Gate } from "../engine/gate.ts";
import { Progress } from "../engine/progress.ts";
import { parseFailureBudget, QuestionBudget } from "../engine/question_budget.ts";
import { type Questions } from "../instruments/instrument.ts";
import { nextRound } from "../instruments/routes.ts";
import { stream } from "../random/stream.ts";
import { type Row } from "../rows/row.ts";
import { CourseUnderWay } from "./course.ts";
import { interview } from "./interview.ts";
import { makeVariant, variantsToMake } from "./make_variants.ts";
import { type Prepared } from "./prepare.ts";
import { type OpenRun, openRun } from "./run_folder.ts";
import { sumUpRound, sumUpRun } from "./sum_up.ts";
import { SurveyResult } from "./survey_result.ts";
import { type Desk } from "./unit.ts";
import { conversationsOf, unitsOf } from "./units.ts";

/** What a run can be told. */
export interface RunOptions {
  /** Stops the run: what has finished is kept, and the result says that it is partial. */
  readonly signal?: AbortSignal | undefined;
  /** The run's id. @default {the time in UTC and six random digits} */
  readonly id?: string | undefined;
}

/** A run under way: what it works with, and how far it has come. */
interface Running {
  readonly desk: Desk;
  readonly money: { readonly budget: Budget | undefined; readonly before: number };
  readonly course: CourseUnderWay;
  readonly limits: Parameters<typeof drain>[2] & { readonly progress: Progress };
}

/**
 * Carries a prepared survey out, round by round, and hands on the rows as they become durable. The
 * generator returns the result; it is partial when the signal was aborted or the money was spent.
 */
export async function* carryOut<Asked extends Questions>(
  prepared: Prepared,
  { signal, id }: RunOptions,
): AsyncGenerator<Row, SurveyResult<Asked>> {
  const { clock, terminal } = prepared.parts.world.host;
  if (prepared.choice !== null) terminal.err(`${prepared.choice}\n`);
  const open = await openRun(prepared, id);
  const { run, journal, done, release } = open;
  const stop = new AbortController();
  const stopped = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
  const begun = clock.elapsed();
  const running = begin(prepared, open, { stop, stopped });
  try {
    yield* rounds(running);
  } finally {
    // A reader who leaves early must not leave calls behind.
    stop.abort(new Error("the reader of the rows has left"));
    journal.flush();
    release();
  }
  const { course, desk, limits } = running;
  course.settle(limits.progress, desk.failures?.report ?? null, running.money);
  const isCutOff = signal?.aborted ?? false;
  // What may still be needed is kept: for going on, and for summing up again.
  const all = [...course.rounds.values(), course.synthesis];
  const isSummedUp = all.every((synthesis) => synthesis?.status !== "failed");
  if (!isCutOff && course.halt === null && isSummedUp) done();
  const seconds = (clock.elapsed() - begun) / 1000;
  return new SurveyResult<Asked>({ prepared, run, journal, course, isCutOff, seconds });
}

function begin(
  prepared: Prepared,
  { run, journal }: OpenRun,
  { stop, stopped }: { readonly stop: AbortController; readonly stopped: AbortSignal },
): Running {
  const { conduct, world: { host }, plan } = prepared.parts;
  const gate = new Gate(host.clock, conduct);
  const random = stream(plan.seed ?? 0);
  const spent = journal.totals().reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  const budget = conduct.budget === undefined
    ? undefined
    : new Budget({ cap: conduct.budget, spent });
  const { prices } = prepared;
  const calls = new Calls({ host, gate, journal, random, signal: stopped, budget, prices });
  const failures = conduct.questionFailures === undefined ? undefined : new QuestionBudget(
    parseFailureBudget(conduct.questionFailures),
    conversationsOf(prepared),
  );
  const course = new CourseUnderWay();
  const progress = new Progress();
  const desk = {
    progress,
    ...{ run, prepared, calls, gate, journal, random, failures },
    ...{ signal: stopped, variants: course.variants },
  };
  const settled = () => journal.flush();
  return {
    desk,
    money: { budget, before: spent },
    course,
    limits: { gate, clock: host.clock, signal: stopped, stop, settled, progress },
  };
}

/** Makes everybody's variant; they are no conversations, and so not counted among them. */
async function makeVariants({ desk, course, limits }: Omit<Running, "money">): Promise<void> {
  const progress = new Progress();
  const making = drain(variantsToMake(desk.prepared.panelists), async (making) => {
    const value = [making.panelist.id, await makeVariant(making, desk)] as const;
    return { value, durable: Promise.resolve() };
  }, { ...limits, progress });
  for await (const [id, made] of making) course.variants.set(id, made);
  if (progress.halted) limits.progress.halt(progress.halted);
}

/** Round after round, as the answers lead; then what the whole run comes to. */
async function* rounds({ desk, course, limits }: Omit<Running, "money">): AsyncGenerator<Row> {
  const { instrument } = desk.prepared;
  const isOver = () => limits.signal.aborted || limits.progress.halted !== undefined;
  await makeVariants({ desk, course, limits });
  let round = isOver() ? undefined : nextRound(instrument, [], null);
  while (round !== undefined) {
    const units = unitsOf(round, [...course.begun], desk.prepared);
    course.begun.push(round);
    for await (const rows of drain(units, (unit) => interview(unit, desk), limits)) yield* rows;
    if (isOver()) return;
    course.path.push(round.name);
    const findings = round.routeWhen ? await sumUpRound(round, course, desk) : null;
    // Where the way cannot be told, no round is taken for the one that was meant.
    if (round.routeWhen && findings === null) return;
    round = nextRound(instrument, course.path, findings);
  }
  if (!isOver()) await sumUpRun(course, desk);
}
