import { type Published } from "../analysis/humans.ts";
import { VERSION } from "../host/version.ts";
import { type PlannedEntry } from "../personas/calibration_entry.ts";
import { METHODOLOGY } from "./calibrate.ts";
import { type Panelist } from "./panelists.ts";
import { modelParts } from "./model_parts.ts";

/** The entry of a pack that is to be measured: what is known before anything is asked. */
export function plannedEntry(
  { id, year }: Pick<Published, "id" | "year">,
  panelists: readonly Panelist[],
  { samples, isSimulated }: { readonly samples: number; readonly isSimulated: boolean },
): PlannedEntry {
  const [dataset = "", question = ""] = id.split(":");
  return {
    ...{ dataset, question, jsd: null },
    n: panelists.length,
    samples_per_question: samples,
    models: modelParts(panelists),
    extractor: "pick_one:auto-derived",
    ...{ panelist_cost_usd: null, calibrated_at: null },
    quorum_version: VERSION,
    methodology_url: METHODOLOGY,
    ...{ jsd_corrected: null, jsd_interval: null, floor95: null, p_null: null, n_effective: null },
    year: year ?? "not known",
    ...(isSimulated ? { simulated: true as const } : {}),
  };
}
