import { type Done } from "../engine/drain.ts";
import { Halt } from "../engine/halt.ts";
import { type Progress } from "../engine/progress.ts";
import { type Row } from "../rows/row.ts";
import { madePersona } from "./as_made.ts";
import { type AskedQuestion } from "./asked.ts";
import { type Prepared } from "./prepare.ts";
import { blankRow } from "./blank_row.ts";
import { turnsOf } from "./conversation.ts";
import { hasFailed, putQuestion, UNANSWERED } from "./put_question.ts";
import { markOf } from "./run_drift.ts";
import { recallAnswers } from "./survey_pulse.ts";
import { type Desk, type Unit } from "./unit.ts";
import { turnsIn } from "./units.ts";
import { isWorthAnother } from "./worth_another.ts";

/**
 * Asks one panelist the questions of one round, in one conversation that goes on from the rounds before,
 * and keeps the rows. A unit that was finished before is taken from the journal; answers that had failed
 * are tried again. Where its replies are to be recorded or verified it is gone through once more, with the
 * replies of the journal.
 */
export async function interview(
  unit: Unit,
  desk: Desk,
  progress: Progress,
): Promise<Done<readonly Row[]>> {
  // Nothing has been waited for yet: places in line are taken in the order in which units are begun.
  const standing = desk.failures?.enter(unit.round.questions, unit.arm);
  try {
    return await carriedOut({ ...unit, standing }, desk, progress);
  } finally {
    standing?.leave();
  }
}

async function carriedOut(
  unit: Unit,
  desk: Desk,
  progress: Progress,
): Promise<Done<readonly Row[]>> {
  const kept = keptRows(unit, desk);
  const isOver = kept !== undefined && isDone(kept, unit, desk);
  if (isOver && !desk.calls.isRecording && desk.verification === undefined) {
    recallAnswers(kept, desk);
    for (const row of kept) unit.standing?.end(row.question, hasFailed(row));
    return { value: kept, durable: Promise.resolve() };
  }
  const rows = await rowsOf(unit, desk, progress);
  if (rows.length === 0 && progress.halted) throw progress.halted;
  const isHalf = !isWhole(rows, unit, desk);
  if (isHalf) progress.leaveHalf();
  // A run that was halted early must not take away what an earlier one has left.
  if (isHalf && kept && rows.length < kept.length) {
    return { value: kept, durable: Promise.resolve() };
  }
  return { value: rows, durable: keep(unit, rows, desk) };
}

/** Whether nothing needs to be asked of a unit any more: it was gone through before. */
export function isDoneBefore(unit: Unit, desk: Desk): boolean {
  const kept = keptRows(unit, desk);
  return kept !== undefined && isDone(kept, unit, desk);
}

function isDone(kept: readonly Row[], unit: Unit, desk: Desk): boolean {
  return isWhole(kept, unit, desk) && !isLacking(kept, desk);
}

/** The rows of a unit that was finished before, also where that was under another plan. */
function keptRows(unit: Unit, desk: Desk): Row[] | undefined {
  const { journal, prepared } = desk;
  if (journal.isNew) return undefined;
  const kept = journal.finished(unit.position, unit.key);
  if (kept) return kept;
  const earlier = journal.earlier(unit.key, markOf(prepared.fingerprint));
  // What comes later is durable only after it.
  if (earlier) keep(unit, earlier, desk).catch(() => {});
  return earlier;
}

function keep(unit: Unit, rows: readonly Row[], desk: Desk): Promise<void> {
  const { asked } = desk.prepared;
  const isSettled = isWhole(rows, unit, desk) && !rows.some((row) => isWorthAnother(row, asked));
  return desk.journal.finish(unit.position, unit.key, rows, { isSettled });
}

/** Whether something is missing in rows that asking again could bring. */
function isLacking(rows: readonly Row[], { prepared: { asked, parts } }: Desk): boolean {
  return !parts.conduct.keepFailures && rows.some((row) => isWorthAnother(row, asked));
}

async function rowsOf(unit: Unit, desk: Desk, progress: Progress): Promise<Row[]> {
  const persona = madePersona(unit.panelist, desk.variants);
  const { prepared } = desk;
  if (persona instanceof Error) return unasked(unit, desk, persona.message);
  const history = unit.before.flatMap(({ position, key }) =>
    turnsOf(desk.journal.finished(position, key) ?? [], prepared.words)
  );
  const system = prepared.systemPrompt(persona);
  const rows: Row[] = [];
  let turn = unit.firstTurn;
  for (const key of unit.round.questions) {
    const asked = askedOf(prepared, key);
    const put = await orHalted(
      putQuestion({ asked, unit, persona, system, history, turn }, desk),
      progress,
    );
    if (put === undefined) break;
    rows.push(...put);
    turn += put.length;
    history.push(...turnsOf(put, prepared.words));
  }
  return rows;
}

/** What was put; undefined when the run has to end there: what was answered before it is kept. */
async function orHalted(
  putting: Promise<Row[]>,
  progress: Progress,
): Promise<Row[] | undefined> {
  try {
    return await putting;
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    progress.halt(error);
    return undefined;
  }
}

/** Whether a unit's rows are all that its round has: a run that was halted leaves fewer. */
function isWhole(rows: readonly Row[], { round }: Unit, { prepared }: Desk): boolean {
  return rows.length === turnsIn(round.questions, prepared) &&
    rows.every(({ question }) => prepared.words.has(question));
}

/** Rows for somebody who cannot be asked: a failure for each question, and nothing to follow it up. */
function unasked(unit: Unit, { prepared, run }: Desk, error: string): Row[] {
  const { panelist: { persona }, round, firstTurn } = unit;
  const rows = round.questions.flatMap((key): Row[] => {
    const { question, followUps } = askedOf(prepared, key);
    return [
      { ...blankRow({ run, unit, question, persona }), status: "failed", error },
      ...followUps.map(({ question }) => ({
        ...blankRow({ run, unit, question, persona }),
        error: UNANSWERED,
      })),
    ];
  });
  return rows.map((row, place) => ({ ...row, turn: firstTurn + place }));
}

function askedOf({ asked }: Prepared, key: string): AskedQuestion {
  // The rounds of an instrument name its own questions.
  return asked.get(key) as AskedQuestion;
}
