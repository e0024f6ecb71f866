import { type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { Ending } from "../engine/ending.ts";
import { type Questions } from "../instruments/instrument.ts";
import { nextRound } from "../instruments/routes.ts";
import { type Row } from "../rows/row.ts";
import { abortReason, stoppedBy } from "./abort_reason.ts";
import { beginRun, type Running } from "./begin_run.ts";
import { keepCourse } from "./kept_course.ts";
import { keepPlan } from "./kept_plan.ts";
import { makeVariants } from "./make_variants.ts";
import { type Prepared } from "./prepare.ts";
import { openStore } from "./response_store.ts";
import { type OpenRun, openRun } from "./run_folder.ts";
import { RunRecord } from "./run_record.ts";
import { type RecordedFlags } from "./run_state.ts";
import { saveManifest } from "./save_manifest.ts";
import { Stage } from "./stage.ts";
import { sumUpRound, sumUpRun } from "./sum_up.ts";
import { SurveyResult } from "./survey_result.ts";

/** What a run can be told. */
export interface RunOptions {
  /**
   * Stops the run: what has finished is kept, and the result says that it is partial. Answers in flight are
   * cut off, unless the reason is a {@linkcode Stopped} that lets them arrive.
   */
  readonly signal?: AbortSignal | undefined;
  /** The run's id. @default {the time in UTC and six random digits} */
  readonly id?: string | undefined;
  /** What is noted in `state.json` of how the run was started: the flags of a command line, by name. */
  readonly cliArgs?: RecordedFlags | null | undefined;
  /** Called with each check of convergence, where the study is asked `until` the answers are enough. */
  readonly checked?: ((check: ConvergenceCheck) => void) | undefined;
}

/**
 * Carries a prepared survey out, round by round, and hands on the rows as they become durable. The
 * generator returns the result; it is partial when the signal was aborted or the money was spent.
 */
export async function* carryOut<Asked extends Questions>(
  prepared: Prepared,
  { signal, id, cliArgs = null, checked = () => {} }: RunOptions,
): AsyncGenerator<Row, SurveyResult<Asked>> {
  const { conduct, world: { host } } = prepared.parts;
  if (prepared.choice !== null) host.terminal.err(`${prepared.choice}\n`);
  using responses = await openStore(conduct.responses, host);
  const open = await openRun(prepared, id);
  const { run, journal, release } = open;
  const begun = host.clock.elapsed();
  const ending = new Ending(host.clock, signal);
  let record: RunRecord | undefined;
  try {
    if (open.notice !== null) host.terminal.err(`${open.notice}\n`);
    record = new RunRecord({ ...open, cliArgs }, prepared, host);
    const running = beginRun(prepared, { ...open, record, responses }, ending);
    const { course, desk } = running;
    keepCourse(journal, course, prepared);
    yield* rounds(running, checked);
    course.settle(desk.failures?.report ?? null, running.money);
    course.verification = desk.verification?.report ?? null;
    const ended = { isCutOff: signal?.aborted ?? false, abortReason: stoppedBy(signal) };
    const seconds = (host.clock.elapsed() - begun) / 1000;
    const result = new SurveyResult<Asked>({ prepared, run, journal, course, ...ended, seconds });
    const reason = abortReason(result);
    if (open.isTemporary && reason === null) open.leave();
    else keepEnd(result, reason, { open, record, prepared });
    record = undefined;
    return result;
  } finally {
    // A reader who leaves early must not leave calls behind.
    ending.abort(new Error("the reader of the rows has left"));
    ending.close();
    journal.flush();
    record?.leave();
    release();
  }
}

/** Keeps what may still be needed: for going on, for summing up again, and for others. */
function keepEnd(
  result: SurveyResult,
  reason: string | null,
  { open: { journal, folder, isTemporary }, record, prepared }: {
    readonly open: OpenRun;
    readonly record: RunRecord;
    readonly prepared: Prepared;
  },
): void {
  if (isTemporary) keepPlan(journal, prepared);
  const { course, isCutOff, abortReason, seconds } = result;
  keepCourse(journal, course, prepared, { isCutOff, abortReason, seconds });
  saveManifest(result, folder, prepared.parts.world.host);
  record.end(reason, result.failures.isInvalid);
}

/** Round after round, as the answers lead; then what the whole run comes to. */
async function* rounds(
  running: Running,
  tell: NonNullable<RunOptions["checked"]>,
): AsyncGenerator<Row> {
  const { desk, course, ending } = running;
  const { instrument } = desk.prepared;
  const isOver = () => ending.isOver || course.halted !== undefined;
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
