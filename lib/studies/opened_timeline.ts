import { type Journal } from "../engine/journal.ts";
import { type Policy } from "../encounters/policy.ts";
import { type Host } from "../host/host.ts";
import { LIST_PRICES } from "../models/prices.ts";
import { type EventRow } from "../rows/event_row.ts";
import { EventCounter } from "./event_counter.ts";
import { EVENTS_FILE, UNDER_WAY_FILE } from "./event_file.ts";
import { eventsIn, eventsSoFar } from "./events_in.ts";
import { restoredModels } from "./kept_models.ts";
import { type KeptTimeline } from "./kept_timeline.ts";
import { noted, sealedPlan } from "./noted.ts";
import { type Plan } from "./plan.ts";
import { preparedTimeline } from "./prepare_timeline.ts";
import { driftsOf } from "./run_drift.ts";
import { TimelineResult } from "./timeline_result.ts";

/** The result of a run over time, from its journal and, where nobody was asked, its file of events. */
export async function timelineIn(
  { journal, folder, plan }: {
    readonly journal: Journal;
    readonly folder: string;
    readonly plan: Plan;
  },
  host: Host,
): Promise<TimelineResult> {
  // All of it was written by us, and the journal is of a version that we read.
  const kept: KeptTimeline = JSON.parse(noted(journal, "course"));
  const { isCutOff, abortReason, seconds, halt, verification, warnings, isAsked } = kept;
  const parts = {
    plan,
    conduct: { failureThreshold: kept.failureThreshold, responses: kept.responses },
    world: { host, models: restoredModels(JSON.parse(noted(journal, "models"))) },
  };
  const made = preparedTimeline(
    parts,
    { policy: decided(plan), outcome: null, isAsked },
    LIST_PRICES,
  );
  const prepared = { ...sealedPlan(made, journal), warnings };
  const isThere = await host.files.isFile(`${folder}/${EVENTS_FILE}`);
  const path = `${folder}/${isThere ? EVENTS_FILE : UNDER_WAY_FILE}`;
  const walk = () => rowsOf(kept, { journal, path, isThere }, host);
  return new TimelineResult({
    ...{ prepared, run: noted(journal, "run"), journal, path, walk, verification },
    ...{ isCutOff, abortReason, seconds, counts: kept.counts ?? countsOf(walk()) },
    end: { halt, drift: driftsOf(journal) },
  });
}

/** The rows of a run: where models were asked the journal has them, whatever became of the file. */
function rowsOf(
  { isAsked, looksBack }: KeptTimeline,
  { journal, path, isThere }: {
    readonly journal: Journal;
    readonly path: string;
    readonly isThere: boolean;
  },
  host: Host,
): Generator<EventRow> {
  if (isAsked && !looksBack) return journal.rows<EventRow>();
  return isThere ? eventsIn(path, host) : eventsSoFar(path, host);
}

function countsOf(rows: Iterable<EventRow>) {
  const counter = new EventCounter();
  for (const row of rows) counter.take([row]);
  return counter.counts;
}

/** The policy of a run that was opened: it has decided. */
function decided({ exposure }: Plan): Policy {
  if (exposure === undefined) {
    throw new TypeError("Cannot open a run over time: nothing was exposed");
  }
  return {
    spec: exposure.policy,
    decide: () => {
      throw new TypeError("Cannot decide for a run that was opened: it is over");
    },
  };
}
