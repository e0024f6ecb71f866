import { Batches } from "../engine/batches.ts";
import { type Budget } from "../engine/budget.ts";
import { collectBatches } from "../engine/collect_batches.ts";
import { type Gate } from "../engine/gate.ts";
import { Halt } from "../engine/halt.ts";
import { type Provisions } from "../engine/insistently.ts";
import { stream } from "../random/stream.ts";
import { isWaiting } from "./batch_reports.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type Session } from "./session.ts";

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
  const { named, prices, parts } = prepared;
  const { plan, conduct: { abandon }, world: { host: { clock, terminal } } } = parts;
  const provisions = {
    ...{ run, journal, gate, clock, random: stream(plan.seed ?? 0), signal: ending.flight },
    begun: () => ending.begun,
  };
  try {
    const problems = await collectBatches({ named, prices, abandon }, provisions);
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
