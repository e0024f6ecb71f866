import { Calls } from "../engine/calls.ts";
import { drain } from "../engine/drain.ts";
import { Gate } from "../engine/gate.ts";
import { type Host } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { stream } from "../random/stream.ts";
import { type Row } from "../rows/row.ts";
import { type Desk, interview, type Unit } from "./interview.ts";
import { type Panelist, type Prepared } from "./prepare.ts";
import { openRun } from "./run_folder.ts";
import { stagesOf } from "./stages.ts";
import { SurveyResult } from "./survey_result.ts";

/**
 * Carries a prepared survey out, round by round, and hands on the rows as they become durable. The
 * generator returns the result; it is partial when the signal was aborted.
 */
export async function* carryOut<Asked extends Questions>(
  prepared: Prepared,
  signal?: AbortSignal,
): AsyncGenerator<Row, SurveyResult<Asked>> {
  const { conduct, world: { host }, plan } = prepared.parts;
  const gate = new Gate(host.clock, conduct);
  const { run, journal, done } = await openRun(prepared);
  const stop = new AbortController();
  const stopped = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
  const random = stream(plan.seed ?? 0);
  const calls = new Calls({ host, gate, journal, random, signal: stopped });
  const desk: Desk = { run, prepared, calls, journal, random };
  const begun = host.clock.elapsed();
  const settled = () => journal.flush();
  try {
    for (const units of unitsOf(prepared)) {
      const limits = { gate, clock: host.clock, signal: stopped, stop, settled };
      for await (const rows of drain(units, (unit) => interview(unit, desk), limits)) yield* rows;
    }
  } finally {
    // A reader who leaves early must not leave calls behind.
    stop.abort(new Error("the reader of the rows has left"));
    journal.flush();
  }
  const isCutOff = signal?.aborted ?? false;
  if (!isCutOff) done();
  const seconds = secondsSince(begun, host);
  return new SurveyResult<Asked>({ prepared, run, journal, isCutOff, seconds });
}

/** The units of each round, in the order in which they are begun: panel order, arms side by side. */
function* unitsOf(prepared: Prepared): Generator<Iterable<Unit>> {
  const { instrument, models, panelists } = prepared;
  const isEnsemble = models.mode === "ensemble";
  const width = isEnsemble ? models.entries.length : 1;
  const rounds = stagesOf(instrument);
  // The part of the keys that is not the panelist is worded once.
  const ends = rounds.map(({ name }) =>
    models.entries.map((entry) => JSON.stringify([isEnsemble ? entry.name : null, 0, name]))
  );
  const place = (stage: number, person: number, at: number, { id }: Panelist) => ({
    key: `${id} ${ends[stage]?.[at]}`,
    position: (stage * panelists.length + person) * width + at,
  });
  for (const [stage, round] of rounds.entries()) {
    const earlier = rounds.slice(0, stage);
    const firstTurn = earlier.reduce((turns, { questions }) => turns + questions.length, 0);
    yield (function* () {
      for (const [person, panelist] of panelists.entries()) {
        for (const [at, model] of panelist.models.entries()) {
          const arm = isEnsemble ? model.name : null;
          const before = earlier.map((_, stage) => place(stage, person, at, panelist));
          const here = place(stage, person, at, panelist);
          yield { ...here, panelist, model, arm, round, before, firstTurn };
        }
      }
    })();
  }
}

function secondsSince(begun: number, { clock }: Host): number {
  return (clock.elapsed() - begun) / 1000;
}
