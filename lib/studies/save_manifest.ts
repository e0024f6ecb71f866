import { type Host } from "../host/host.ts";
import { manifest } from "./manifest.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Writes the manifest of a run into its folder. */
export function saveManifest(result: SurveyResult, folder: string, host: Host): void {
  const text = JSON.stringify(manifest(result, host), null, 2);
  host.files.swapText(`${folder}/manifest.json`, `${text}\n`);
}
