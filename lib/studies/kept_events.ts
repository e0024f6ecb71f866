import { type Known } from "../engine/drain.ts";
import { type KeptUnit } from "../engine/journal.ts";
import { type EventRow } from "../rows/event_row.ts";
import { tracesOf } from "../rows/reserved_traces.ts";
import { sortedMembers } from "./sorted_members.ts";
import { markOf } from "./run_drift.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type Acted, type TimelineUnit } from "./timeline_unit.ts";

/** A unit, and the rows that came of it. */
export interface Occurred {
  readonly unit: TimelineUnit | KeptUnit;
  readonly rows: readonly EventRow[];
  /** Whether nobody was asked for them now, though they were gone through. @default false */
  readonly isRecalled?: boolean | undefined;
}

/**
 * Finds the units of a journal of which nothing is worth another attempt; undefined where there are none to
 * find, and where every call is to be gone through again because its reply is to be recorded.
 */
export function knownEvents(
  { journal, calls, prepared, pulse }: TimelineDesk,
): Known<TimelineUnit, Occurred> | undefined {
  if (!prepared.isAsked || journal.isNew || calls.isRecording) return undefined;
  const settled = journal.settled(0, Number.MAX_SAFE_INTEGER, "]");
  const isKept = ({ position, key }: TimelineUnit) => journal.finished(position, key) !== undefined;
  const { keepFailures } = prepared.parts.conduct;
  const dependsOnPast = prepared.policy.looksBack || prepared.exposure.remember > 0;
  return {
    find: (unit) => {
      const isDone = settled.has(unit.position)
        // A decision or a memory that depends on earlier rows may be another one now.
        ? !dependsOnPast || isKept(unit)
        : keepFailures === true && isKept(unit);
      return isDone ? unit.position : undefined;
    },
    read: (position) => {
      pulse.recall(1);
      return journal.unitAt<EventRow>(position);
    },
  };
}

/** The rows of a unit that was carried out under another plan, marked with it; undefined where there are none. */
export function driftedRows(
  { key }: TimelineUnit,
  { journal, prepared }: TimelineDesk,
): Acted | undefined {
  const rows = journal.earlier<EventRow>(key, markOf(prepared.fingerprint));
  return rows && {
    rows: rows.map(({ drift, ...row }) =>
      drift === undefined
        ? row
        : { ...row, traces: sortedMembers(tracesOf(row.traces ?? null, { drift })) }
    ),
    ...{ isSettled: true, isRecalled: true },
  };
}
