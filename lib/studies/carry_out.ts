import { type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { type Questions } from "../instruments/instrument.ts";
import { nextRound } from "../instruments/routes.ts";
import { type Row } from "../rows/row.ts";
import { abortReason, stoppedBy } from "./abort_reason.ts";
import { beginRun, type Running } from "./begin_run.ts";
import { checkKept } from "./check_batch.ts";
import { keepCourse } from "./kept_course.ts";
import { keepPlan } from "./kept_plan.ts";
import { makeVariants } from "./make_variants.ts";
import { type Prepared } from "./prepare.ts";
import { isWaiting } from "./batch_reports.ts";
import { saveManifest } from "./save_manifest.ts";
import { Session, type SessionOptions } from "./session.ts";
import { Stage } from "./stage.ts";
import { sumUpRound, sumUpRun } from "./sum_up.ts";
import { SurveyResult } from "./survey_result.ts";

/** What a run can be told. */
export interface RunOptions extends SessionOptions {
  /** Called with each check of convergence, where the study is asked `until` the answers are enough. */
  readonly checked?: ((check: ConvergenceCheck) => void) | undefined;
}

/**
 * Carries a prepared survey out, round by round, and hands on the rows as they become durable. The
 * generator returns the result; it is partial when the signal was aborted or the money was spent.
 */
export async function* carryOut<Asked extends Questions>(
  prepared: Prepared,
  { checked = () => {}, ...options }: RunOptions,
): AsyncGenerator<Row, SurveyResult<Asked>> {
  checkKept(prepared.parts.conduct);
  const session = await Session.begin(prepared, options);
  const { open: { run, journal } } = session;
  try {
    const running = await beginRun(prepared, session);
    const { course, desk } = running;
    keepCourse(journal, course, prepared);
    yield* rounds(running, checked);
    await submit(running);
    course.settle(desk.failures?.report ?? null, running.money);
    course.verification = desk.verification?.report ?? null;
    const isCutOff = session.isCutOff || isWaiting(journal);
    if (!isCutOff && course.halt === null && course.released === null) session.pulse.complete();
    const ended = { isCutOff, abortReason: stoppedBy(options.signal) };
    const { seconds } = session;
    const result = new SurveyResult<Asked>({ prepared, run, journal, course, ...ended, seconds });
    const reason = abortReason(result);
    if (!session.leaves(reason)) keepEnd(result, reason, { session, prepared });
    return result;
  } finally {
    await session.close();
  }
}

/** Keeps what may still be needed: for going on, for summing up again, and for others. */
function keepEnd(
  result: SurveyResult,
  reason: string | null,
  { session: { open: { journal, folder, isTemporary }, record }, prepared }: {
    readonly session: Session;
    readonly prepared: Prepared;
  },
): void {
  if (isTemporary) keepPlan(journal, prepared);
  const { course, isCutOff, abortReason, seconds } = result;
  if (result.isWaiting) {
    keepCourse(journal, course, prepared);
    return record.end(reason, null);
  }
  journal.atOnce(() => journal.batches.forgetFailures());
  keepCourse(journal, course, prepared, { isCutOff, abortReason, seconds });
  saveManifest(result, folder, prepared.parts.world.host);
  record.end(reason, result.failures.isInvalid);
}

/** Hands over what waits for batches, unless the run is to end. */
async function submit({ batches, ending }: Running): Promise<void> {
  if (batches === undefined || ending.isOver) return;
  await batches.submit().catch((error) => {
    // Cut off like any other work: what may have been handed over is looked for.
    if (!ending.isOver) throw error;
  });
}

/** Round after round, as the answers lead; then what the whole run comes to. */
async function* rounds(
  running: Running,
  tell: NonNullable<RunOptions["checked"]>,
): AsyncGenerator<Row> {
  const { desk, course, ending } = running;
  const { instrument } = desk.prepared;
  const isOver = () =>
    ending.isOver || course.halted !== undefined || running.batches?.isWaiting === true;
  await makeVariants(running);
  let people: readonly number[] | undefined;
  let round = isOver() ? undefined : nextRound(instrument, [], null);
  while (round !== undefined) {
    const stage = new Stage(round, running, people);
    yield* stage.rows(tell);
    if (isOver()) return;
    people = stage.people;
    course.path.push(round.name);
    const findings = round.routeWhen ? await sumUpRound(round, course, desk) : null;
    // Where the way cannot be told, no round is taken for the one that was meant.
    if (round.routeWhen && findings === null) return;
    round = nextRound(instrument, course.path, findings);
  }
  if (!isOver()) await sumUpRun(course, desk);
}
