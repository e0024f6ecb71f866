import { cut } from "../display/columns.ts";
import { withFace } from "../display/face.ts";
import { listFace } from "../display/list_face.ts";
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
  const reports = batches.all.map((
    { model, batch, state, said, total, answered, failed, made, reason },
  ) => ({ model, id: batch, state, said, total, answered, failed, made, reason }));
  return withFace(reports, FACE);
}

const FACE = listFace<BatchReport[], BatchReport>({
  title: (batches) => batches.length === 1 ? "1 batch" : `${batches.length} batches`,
  rows: (batches) => batches,
  head: ["model", "batch", "state", "requests", "answered", "failed", ""],
  cells: ({ model, id, state, said, total, answered, failed, reason }) => [
    ...[cut(model, 32), cut(id ?? "", 32), said === "" ? state : `${state}: ${cut(said, 24)}`],
    ...[total, answered, failed].map((count) => count.toLocaleString("en-GB")),
    cut(reason ?? "", 60),
  ],
  right: [3, 4, 5],
});

/** Whether a run waits for batches. */
export function isWaiting({ batches }: Journal): boolean {
  return batches.open.length > 0;
}
