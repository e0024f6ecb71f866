import { Batches } from "../engine/batches.ts";
import { type Budget } from "../engine/budget.ts";
import { collectBatches } from "../engine/collect_batches.ts";
import { type Gate } from "../engine/gate.ts";
import { Halt } from "../engine/halt.ts";
import { type Provisions } from "../engine/insistently.ts";
import { type Journal } from "../engine/journal.ts";
import { stream } from "../random/stream.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type Session } from "./session.ts";

/** How one batch of a run stands. */
export interface BatchReport {
  /** The model, as it was named. */
  readonly model: string;
  /** The provider's id; null as long as it is not known. */
  readonly id: string | null;
  /**
   * `intended`: it may have been handed over, and is looked for when the run is gone on with; `submitted`: it is
   * under way; `collected`: its replies are in the journal; `refused`: the provider did not take it.
   */
  readonly state: "intended" | "submitted" | "collected" | "refused";
  /** The state in the provider's word, as in `"in_progress"`; empty as long as nobody has looked. */
  readonly said: string;
  /** How many requests it has. */
  readonly total: number;
  /** How many were answered, as far as the provider tells. */
  readonly answered: number;
  /** How many failed, as far as the provider tells. */
  readonly failed: number;
  /** When it was made, in milliseconds since 1970. */
  readonly made: number;
  /** Why it is not known to be handed over, or was not taken; null elsewhere. */
  readonly reason: string | null;
}

/** How the batches of a run stand, in the order in which they were made. */
export function batchReports({ batches }: Journal): BatchReport[] {
  return batches.all.map((
    { model, batch, state, said, total, answered, failed, made, reason },
  ) => ({ model, id: batch, state, said, total, answered, failed, made, reason }));
}

/** Whether a run waits for batches. */
export function isWaiting({ batches }: Journal): boolean {
  return batches.open.length > 0;
}

/**
 * Collects what the batches of a run have brought, before anything else is asked.
 *
 * @throws {Error} When a provider did not take a batch.
 */
export async function collected(
  prepared: PreparedStudy,
  { open: { run, journal }, ending }: Session,
  gate: Gate,
): Promise<void> {
  if (!isWaiting(journal)) return;
  const { plan, world: { host: { clock, terminal } } } = prepared.parts;
  const provisions = {
    ...{ run, journal, gate, clock, random: stream(plan.seed ?? 0), signal: ending.flight },
    begun: () => ending.begun,
  };
  try {
    const problems = await collectBatches(prepared, provisions);
    for (const problem of problems) terminal.err(`warning: ${problem}\n`);
  } catch (error) {
    // Cut off like any other work: the result says so.
    if (!(error instanceof Halt) && !provisions.signal.aborted) throw error;
  }
}

/** Who asks in batches: undefined where each call is made by itself, and none is under way in a batch. */
export function batchesFor(
  { parts: { conduct } }: PreparedStudy,
  provisions: Provisions,
  budget: Budget | undefined,
): Batches | undefined {
  const isAsked = conduct.batch === true || isWaiting(provisions.journal);
  return isAsked ? new Batches(provisions, budget) : undefined;
}
