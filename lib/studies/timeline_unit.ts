import { exposuresOf } from "../encounters/exposures.ts";
import { type Exposure } from "../encounters/policy.ts";
import { stream } from "../random/stream.ts";
import { type EventRow } from "../rows/event_row.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type Memories } from "./memories.ts";
import { type Actor } from "./actors.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";

/** A piece of work: one panelist in one period. */
export interface TimelineUnit {
  /** Names the unit for good, whatever the order or speed of a run. */
  readonly key: string;
  /** Its place in row order. */
  readonly position: number;
  readonly actor: Actor;
  /** The period, from 0. */
  readonly t: number;
  /** What was decided for them. */
  readonly exposure: Exposure;
  /** The fingerprint of what they remember; empty where that is nothing. */
  readonly memory: readonly string[];
}

/** The rows of a unit, and whether nothing of it is worth another attempt. */
export interface Acted {
  readonly rows: readonly EventRow[];
  readonly isSettled: boolean;
  /** Whether somebody could have been asked for it, and nobody was: the journal or a store had every reply. */
  readonly isRecalled: boolean;
}

/** What a period comes after. */
export interface Before {
  /** The earlier rows; empty unless the policy looks back. */
  readonly past: readonly EventRow[];
  readonly memories: Memories;
}

/**
 * The units of one period, in panel order. Where decisions depend on earlier rows they are a part of the keys, and
 * so is what panelists remember: what was kept of another decision, or was said before a failed period was made
 * good, does not count.
 *
 * @throws {RangeError} When the policy decides what cannot be carried out.
 */
export function* periodUnits(
  t: number,
  { past, memories }: Before,
  prepared: PreparedTimeline,
): Generator<TimelineUnit> {
  const { actors, policy, exposure: { products }, parts: { plan } } = prepared;
  const random = stream(plan.seed ?? 0).fork("policy");
  const before = Object.freeze([...past]);
  const exposures = exposuresOf(policy, { t, panelists: actors, products, random, past: before });
  const byActor = new Map(exposures.map((exposure) => [exposure.panelist, exposure]));
  for (const actor of actors) {
    const exposure = byActor.get(actor.id);
    if (exposure === undefined) continue;
    const decision = policy.looksBack ? [markedBy(exposure)] : [];
    const remembered = memories.textOf(actor.id, (product) => product);
    const memory = remembered === "" ? [] : [markedBy(remembered)];
    yield {
      key: JSON.stringify([...whoIs(actor), t, ...decision, ...memory]),
      position: t * actors.length + actor.place,
      ...{ actor, t, exposure, memory },
    };
  }
}

/** Who has an id of their own may be somebody else in another plan: what they are like tells. */
function whoIs({ id, panelist }: Actor): string[] {
  return id.startsWith(panelist.id) ? [id] : [id, panelist.id];
}

function markedBy(value: unknown): string {
  return fingerprint(value).slice(0, 12);
}
