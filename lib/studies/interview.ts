import { ask } from "../engine/ask.ts";
import { type Calls, type NamedModel } from "../engine/calls.ts";
import { type Consulted } from "../engine/consult.ts";
import { type Done } from "../engine/drain.ts";
import { type Journal } from "../engine/journal.ts";
import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Message } from "../models/model.ts";
import { personaPrompt } from "../personas/prompt.ts";
import { type Stream } from "../random/stream.ts";
import { type Row } from "../rows/row.ts";
import { type Panelist, type Prepared } from "./prepare.ts";

/** A piece of work: one panelist on one model in one round. */
export interface Unit {
  /** Names the unit for good, whatever the order or speed of a run. */
  readonly key: string;
  /** Its place in panel order. */
  readonly position: number;
  readonly panelist: Panelist;
  readonly model: NamedModel;
  /** The model's name in an ensemble; null otherwise. */
  readonly arm: string | null;
  readonly round: Round;
  /** The same panelist in earlier rounds. */
  readonly before: readonly Pick<Unit, "key" | "position">[];
  /** How many questions the panelist was asked in earlier rounds. */
  readonly firstTurn: number;
}

/** What a conversation needs at hand. */
export interface Desk {
  readonly run: string;
  readonly prepared: Prepared;
  readonly calls: Calls;
  readonly journal: Journal;
  readonly random: Stream;
}

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
  const history = unit.before.flatMap(({ position, key }) =>
    turnsOf(desk.journal.finished(position, key) ?? [], desk.prepared)
  );
  const system = personaPrompt(unit.panelist.persona);
  const rows: Row[] = [];
  for (const [place, key] of unit.round.questions.entries()) {
    const question = questionOf(desk.prepared, key);
    const order = question.order(desk.random.fork("order", unit.panelist.id, key, 0));
    const turn = unit.firstTurn + place;
    const asked = await ask({
      ...{ question, order, history, system, turn },
      ...{ model: unit.model, unit: unit.key, repeat: 0 },
      panelist: unit.panelist.id,
      persona: unit.panelist.persona,
      sampling: samplingOf(unit, key, desk),
    }, desk.calls);
    const row = rowOf({ unit, question, order, turn, asked, run: desk.run });
    rows.push(row);
    if (place < unit.round.questions.length - 1) history.push(...turnsOf([row], desk.prepared));
  }
  return { value: rows, durable: desk.journal.finish(unit.position, unit.key, rows) };
}

/** What answered questions leave in the conversation: plain words, without the machinery of forms. */
function turnsOf(rows: readonly Row[], prepared: Prepared): Message[] {
  return rows.filter(({ status }) => status === "ok").flatMap((row): Message[] => {
    const question = questionOf(prepared, row.question);
    return [
      { role: "user", content: question.wording(row.order) },
      { role: "assistant", content: question.said(row.answer) },
    ];
  });
}

function questionOf({ questions }: Prepared, key: string): CompiledQuestion {
  // The rounds of an instrument name its own questions.
  return questions.get(key) as CompiledQuestion;
}

function samplingOf({ panelist: { id, persona } }: Unit, question: string, desk: Desk) {
  const { temperature, top_p, max_tokens } = persona.llm_overrides ?? {};
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(top_p === undefined ? {} : { topP: top_p }),
    ...(max_tokens === undefined ? {} : { maxTokens: max_tokens }),
    // Without a seed of the user's nothing is sent, but simulated respondents still reproduce.
    ...(desk.prepared.parts.plan.seed === null
      ? {}
      : { seed: desk.random.fork("seed", id, question, 0).integer(2 ** 31) }),
  };
}

function rowOf({ unit, question, order, turn, asked, run }: {
  readonly unit: Unit;
  readonly question: CompiledQuestion;
  readonly order: readonly number[] | null;
  readonly turn: number;
  readonly asked: Consulted<unknown>;
  readonly run: string;
}): Row {
  const categories = asked.status === "ok" ? question.categories(asked.answer) : [];
  return {
    run,
    panelist: unit.panelist.id,
    persona: unit.panelist.persona.name ?? "Anonymous",
    arm: unit.arm,
    model: unit.model.name,
    round: unit.round.name,
    question: question.key,
    kind: question.question.kind,
    item: null,
    repeat: 0,
    turn,
    status: asked.status,
    answer: asked.answer,
    category: Array.isArray(asked.answer) ? null : categories[0] ?? null,
    text: asked.text,
    extraction: null,
    order,
    error: asked.error,
    tokensIn: asked.tokensIn,
    tokensOut: asked.tokensOut,
    cost: asked.cost,
    afterStop: false,
  };
}
