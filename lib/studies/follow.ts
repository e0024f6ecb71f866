import { drain } from "../engine/drain.ts";
import { type EventRow } from "../rows/event_row.ts";
import { act } from "./act.ts";
import { type EventChecks, EventFile } from "./event_file.ts";
import { EventCounter } from "./event_counter.ts";
import { keepPlan } from "./kept_plan.ts";
import { knownEvents, type Occurred } from "./kept_events.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { RunEnd } from "./run_end.ts";
import { Session, type SessionOptions } from "./session.ts";
import { stoppedBy } from "./abort_reason.ts";
import { stageProgress } from "./stage_progress.ts";
import { timelineAbort } from "./timeline_abort.ts";
import { type TimelineDesk, timelineDesk } from "./timeline_desk.ts";
import { TimelineResult } from "./timeline_result.ts";
import { periodUnits, type TimelineUnit } from "./timeline_unit.ts";

/** What a run over time can be told. */
export interface TimelineOptions extends SessionOptions, EventChecks {}

// Nothing is waited for where nobody is asked, and rows that nobody takes up fill the memory.
const COMPUTED_AHEAD = 100;

/** A run over time that is under way. */
interface Following {
  readonly desk: TimelineDesk;
  readonly end: RunEnd;
  readonly events: EventFile;
  readonly counter: EventCounter;
  /** What the policy looks back on; empty where it does not. */
  readonly past: EventRow[];
}

/**
 * Follows a prepared panel, period by period, and hands on the rows of each panelist and period as they become
 * durable. The generator returns the result; it is partial when the signal was aborted or the money was spent.
 */
export async function* follow(
  prepared: PreparedTimeline,
  { validate, maxErrors, ...options }: TimelineOptions,
): AsyncGenerator<readonly EventRow[], TimelineResult> {
  const { world: { host } } = prepared.parts;
  const session = await Session.begin(prepared, options);
  const { open: { run, journal, folder, isTemporary, drift }, record } = session;
  try {
    const desk = await timelineDesk(prepared, session);
    watch(desk);
    const end = new RunEnd(drift);
    const events = EventFile.begin(host, folder, { validate, maxErrors });
    const counter = new EventCounter();
    yield* periods({ desk, end, events, counter, past: [] });
    end.settle(null, desk.money);
    const { isCutOff, seconds } = session;
    const abortReason = stoppedBy(options.signal);
    const isWhole = !isCutOff && end.halt === null;
    if (isWhole) await events.finish();
    else events.flush();
    const { counts } = counter;
    const result = new TimelineResult({
      ...{ prepared, run, journal, counts, isCutOff, abortReason, seconds, end },
      path: events.path,
    });
    const reason = timelineAbort(result);
    if (!session.leaves(reason)) {
      if (isTemporary) keepPlan(journal, prepared);
      record.end(reason, result.isInvalid);
    }
    return result;
  } finally {
    session.close();
  }
}

/** Lets a run be watched: how many panelists there are in how many periods, and what they have spent. */
function watch({ pulse, journal, prepared: { actors, exposure } }: TimelineDesk): void {
  pulse.begin({
    what: "panelist-periods",
    total: actors.length * exposure.periods,
    recalled: () => 0,
    spent: () => journal.spent.cost,
  });
}

/** Period after period; where nothing depends on earlier rows, without waiting in between. */
async function* periods(following: Following): AsyncGenerator<readonly EventRow[]> {
  const { desk: { ending, prepared }, end, past } = following;
  const { exposure: { periods, remember }, policy } = prepared;
  const each = Array.from({ length: periods }, (_, t) => t);
  const stages = policy.looksBack || remember > 0 ? each.map((t) => [t]) : [each];
  for (const stage of stages) {
    const units = stage.values().flatMap((t) => periodUnits(t, past, prepared));
    yield* staged(units, following);
    if (ending.isOver || end.halted !== undefined) return;
  }
}

/** Lets everybody act who is to, side by side, and takes note of what comes of it, in panel order. */
async function* staged(
  units: Iterable<TimelineUnit>,
  { desk, end, events, counter, past }: Following,
): AsyncGenerator<readonly EventRow[]> {
  const { calls, ending, journal, limits, prepared, pulse, record } = desk;
  const progress = stageProgress(ending, journal);
  const acting = drain<TimelineUnit, Occurred>(
    units,
    async (unit) => {
      const { value, durable } = await act(unit, desk);
      return { value: { unit, rows: value }, durable };
    },
    { ...limits, progress, ...(prepared.isAsked ? {} : { ahead: COMPUTED_AHEAD }) },
    knownEvents(desk),
  );
  let period = -1;
  for await (const { unit: { position }, rows } of acting) {
    const t = Math.floor(position / prepared.actors.length);
    if (t > period) {
      keepPeriod(period, desk);
      record.begin(`period ${period = t}`);
    }
    const failed = counter.take(rows);
    record.handOn(failed);
    if (calls.isReplaying) pulse.recall(1);
    pulse.count(1, Math.min(1, failed.length));
    events.add(rows);
    desk.memories.take(rows);
    if (prepared.policy.looksBack) past.push(...rows);
    yield rows;
  }
  if (progress.halted === undefined) keepPeriod(period, desk);
  end.whole += progress.whole;
  end.halted ??= progress.halted;
}

/** Notes that a period is through, where nothing else is kept of it: its rows can be made again. */
function keepPeriod(t: number, { journal, prepared }: TimelineDesk): void {
  if (t < 0 || prepared.isAsked) return;
  journal.finish(t, JSON.stringify(["period", t]), [], { isSettled: true }).catch(() => {});
}
