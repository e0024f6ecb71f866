import { type Journal } from "../engine/journal.ts";

/** How one batch of a run stands. */
export interface BatchReport {
  /** The model, as it was named. */
  readonly model: string;
  /** The provider's id; null as long as it is not known. */
  readonly id: string | null;
  /**
   * `intended`: it may have been handed over, and is looked for when the run is gone on with; `submitted`: it is
   * under way; `collected`: its replies are in the journal; `refused`: the provider did not take it; `lost`: what it
   * has not brought was given up.
   */
  readonly state: "intended" | "submitted" | "collected" | "refused" | "lost";
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
  /** Why it is not known to be handed over, was not taken, or was given up; null elsewhere. */
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
