import { type CalibrationEntry, entryId, type PlannedEntry } from "./calibration_entry.ts";
import { Pack } from "./pack.ts";

/**
 * The same pack with a measurement against humans: it takes the place of the one against the same question, of
 * which there is never more than one, or comes last.
 *
 * @param entry What `calibrate()` measured.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline, calibrate, Pack, panel, withCalibration } from "../../mod.ts";
 *
 * const people = new Pack([{ name: "Maya", age: 34 }, { name: "Derek", age: 51 }]);
 * const asked = panel().models("simulated").seed(7);
 * const entry = await calibrate(people, await baseline("gss:HAPPY"), asked, { n: 4, samples: 2 });
 * const measured = withCalibration(withCalibration(people, entry), entry);
 * assert(measured.manifest.calibration?.length === 1);
 * ```
 */
export function withCalibration(pack: Pack, entry: CalibrationEntry | PlannedEntry): Pack {
  const before = pack.manifest.calibration ?? [];
  const id = entryId({ ...entry });
  const first = before.findIndex((one) => entryId(one) === id);
  const others = before.filter((one, place) => entryId(one) !== id || place === first);
  const all = first < 0
    ? [...others, { ...entry }]
    : others.map((one) => entryId(one) === id ? { ...entry } : one);
  return new Pack(pack.personas, { ...pack.manifest, calibration: all });
}
