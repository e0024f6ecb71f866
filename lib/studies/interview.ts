import { type Done } from "../engine/drain.ts";
import { type Row } from "../rows/row.ts";
import { type AskedQuestion } from "./asked.ts";
import { type Prepared } from "./prepare.ts";
import { blankRow } from "./blank_row.ts";
import { turnsOf } from "./conversation.ts";
import { putQuestion } from "./put_question.ts";
import { type Desk, type Unit } from "./unit.ts";

/**
 * Asks one panelist the questions of one round, in one conversation that goes on from the rounds before,
 * and keeps the rows. A unit that was finished before is taken from the journal; answers that had failed
 * are tried again.
 */
export async function interview(unit: Unit, desk: Desk): Promise<Done<readonly Row[]>> {
  const kept = desk.journal.isNew ? undefined : desk.journal.finished(unit.position, unit.key);
  if (kept && kept.every(({ status }) => status !== "failed")) {
    return { value: kept, durable: Promise.resolve() };
  }
  const rows = await rowsOf(unit, desk);
  return { value: rows, durable: desk.journal.finish(unit.position, unit.key, rows) };
}

async function rowsOf(unit: Unit, desk: Desk): Promise<Row[]> {
  const persona = desk.variants.get(unit.panelist.id) ?? unit.panelist.persona;
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
    const put = await putQuestion({ asked, unit, persona, system, history, turn }, desk);
    rows.push(...put);
    turn += put.length;
    history.push(...turnsOf(put, prepared.words));
  }
  return rows;
}

/** Rows for somebody who cannot be asked: a failure for each question. */
function unasked(unit: Unit, { prepared, run }: Desk, error: string): Row[] {
  return unit.round.questions.map((key, place) => ({
    ...blankRow({
      run,
      unit,
      question: askedOf(prepared, key).question,
      persona: unit.panelist.persona,
    }),
    turn: unit.firstTurn + place,
    status: "failed",
    error,
  }));
}

function askedOf({ asked }: Prepared, key: string): AskedQuestion {
  // The rounds of an instrument name its own questions.
  return asked.get(key) as AskedQuestion;
}
