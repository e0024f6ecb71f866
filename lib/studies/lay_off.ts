import { type Round } from "../instruments/instrument.ts";
import { type Running } from "./begin_run.ts";
import { unitsOf } from "./units.ts";

/**
 * Marks the answers that earlier runs of a journal have left of people who are not asked any more: they came
 * after the answers were enough.
 *
 * @param round The last round that was begun.
 * @param people The places of those whose answers count.
 */
export function layOff(
  round: Round,
  people: readonly number[],
  { course: { begun }, desk: { prepared, journal } }: Pick<Running, "course" | "desk">,
): void {
  // A new journal has nothing of anybody who was not handed on.
  if (journal.isNew) return;
  const counted = new Set(people);
  const others = [...prepared.panelists.keys()].filter((place) => !counted.has(place));
  for (const { position, key } of unitsOf(round, begun.slice(0, -1), prepared, others)) {
    const rows = journal.finished(position, key);
    if (rows === undefined || rows.every(({ afterStop }) => afterStop)) continue;
    const marked = rows.map((row) => ({ ...row, afterStop: true }));
    // What cannot be written is met where the run is flushed.
    journal.finish(position, key, marked).catch(() => {});
  }
}
