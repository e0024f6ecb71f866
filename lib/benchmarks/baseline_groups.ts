import { denoHost } from "../host/deno.ts";
import { Baseline, type BaselineOptions } from "./baseline.ts";
import { recordsOf } from "./baseline_files.ts";
import { parseBaselineId } from "./baseline_id.ts";
import { findRecord } from "./baseline_question.ts";

/**
 * The groups of a baseline, each a baseline of its own: women and men, bands of age, degrees, regions, as far as
 * they were published for the year. Given to `calibrateAgainst()` or `result.calibrate()`, each group of a panel
 * is held against the same group of people.
 *
 * @param id Dataset and question, as for `baseline()`.
 * @throws {TypeError} When there is no such baseline or year, or the dataset is gated.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baselineGroups } from "../../mod.ts";
 *
 * const groups = await baselineGroups("gss:HAPPY", { year: 2024 });
 * assert(groups.some(({ where }) => where.sex === "Female"));
 * ```
 */
export async function baselineGroups(
  id: string,
  { year, weighted, host = denoHost() }: Omit<BaselineOptions, "where"> = {},
): Promise<readonly Baseline[]> {
  const wanted = parseBaselineId(id);
  const records = await recordsOf(wanted.dataset, `the baseline "${id}"`, host);
  const { record, year: named } = findRecord(wanted, records);
  const chosen = year ?? wanted.year ?? named;
  const { subgroups } = new Baseline(record, chosen, { weighted });
  return Object.entries(subgroups).flatMap(([attribute, groups]) =>
    groups.map((group) => new Baseline(record, chosen, { where: { [attribute]: group }, weighted }))
  );
}
