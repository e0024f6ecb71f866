import { drain } from "../engine/drain.ts";
import { type Host } from "../host/host.ts";
import { type EventRow } from "../rows/event_row.ts";
import { act } from "./act.ts";
import { type EventChecks, EventFile } from "./event_file.ts";
import { EventCounter } from "./event_counter.ts";
import { eventsIn } from "./events_in.ts";
import { keepTimeline } from "./kept_timeline.ts";
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
  const { open: { journal, folder, isTemporary, drift } } = session;
  try {
    const desk = await timelineDesk(prepared, session);
    watch(desk);
    if (!isTemporary) keepTimeline(journal, prepared);
    const end = new RunEnd(drift);
    const events = EventFile.begin(host, folder, { validate, maxErrors });
    const following = { desk, end, events, counter: new EventCounter(), past: [] };
    yield* periods(following);
    end.settle(null, desk.money);
    const abortReason = stoppedBy(options.signal);
    return await resultOf(following, session, { abortReason, host });
  } finally {
    await session.close();
  }
}

/** The result of a run that came to its end, or was stopped; what may still be needed of it is kept. */
async function resultOf(
  { desk: { prepared, verification: verified }, end, events, counter: { counts } }: Following,
  session: Session,
  { abortReason, host }: { readonly abortReason: string | null; readonly host: Host },
): Promise<TimelineResult> {
  const { isCutOff, seconds, record, open: { run, journal, isTemporary } } = session;
  if (!isCutOff && end.halt === null) {
    await events.finish();
    // Who is shown nothing in a period has nothing left to do.
    session.pulse.complete();
    record.settle();
  } else events.flush();
  const { path } = events;
  const verification = verified?.report ?? null;
  const ending = { isCutOff, abortReason, seconds, counts, verification };
  const walk = () => eventsIn(path, host);
  const result = new TimelineResult({ prepared, run, journal, end, path, walk, ...ending });
  const reason = timelineAbort(result);
  if (session.leaves(reason)) return result;
  if (isTemporary) keepPlan(journal, prepared);
  keepTimeline(journal, prepared, { ...ending, halt: end.halt });
  record.end(reason, result.isInvalid);
  return result;
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
  const { desk: { ending, memories, prepared }, end, past } = following;
  const { exposure: { periods, remember }, policy } = prepared;
  const each = Array.from({ length: periods }, (_, t) => t);
  const stages = policy.looksBack || remember > 0 ? each.map((t) => [t]) : [each];
  for (const stage of stages) {
    const units = stage.values().flatMap((t) => periodUnits(t, { past, memories }, prepared));
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
    (unit) => act(unit, desk),
    { ...limits, progress, ...(prepared.isAsked ? {} : { ahead: COMPUTED_AHEAD }) },
    knownEvents(desk),
  );
  let period = -1;
  for await (const { unit: { position }, rows, isRecalled = false } of acting) {
    const t = Math.floor(position / prepared.actors.length);
    if (t > period) {
      keepPeriod(period, desk);
      period = t;
      // For people, who count from 1; rows have `t`, which counts from 0.
      record.begin(`period ${t + 1}`);
    }
    const failed = counter.take(rows);
    record.handOn(failed);
    if (calls.isReplaying || isRecalled) pulse.recall(1);
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
