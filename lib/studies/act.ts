import { type Done } from "../engine/drain.ts";
import { evaluate } from "./evaluate.ts";
import { driftedRows, type Occurred } from "./kept_events.ts";
import { select } from "./select.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type Acted, type TimelineUnit } from "./timeline_unit.ts";

const KEPT = Promise.resolve();

/**
 * Carries out what was decided for one panelist in one period. Where models are asked the rows are kept; what
 * was asked under another plan is taken from the journal.
 */
export async function act(
  unit: TimelineUnit,
  desk: TimelineDesk,
): Promise<Done<Occurred>> {
  const { journal, prepared } = desk;
  if (!prepared.isAsked) {
    return { value: { unit, rows: (await acted(unit, desk)).rows }, durable: KEPT };
  }
  const { rows, isSettled, isRecalled } = driftedRows(unit, desk) ?? await acted(unit, desk);
  const durable = journal.finish(unit.position, unit.key, rows, { isSettled });
  return { value: { unit, rows, isRecalled }, durable };
}

async function acted(unit: TimelineUnit, desk: TimelineDesk): Promise<Acted> {
  const { exposure } = unit;
  if (exposure.kind === "selection") return await select(unit, exposure, desk);
  return await evaluate(unit, { products: exposure.products, selection: null }, desk);
}
