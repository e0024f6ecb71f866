import { dirname } from "node:path";
import { type ReportSection } from "../display/report_parts.ts";
import { type Host } from "../host/host.ts";
import { manifest, type RunManifest } from "./manifest.ts";
import { againSection, repliesWords } from "./report_again.ts";
import { loadState, type RunState } from "./run_state.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Where a result is from, and how it is had again. */
export async function provenanceSections(
  result: SurveyResult,
  host: Host,
): Promise<ReportSection[]> {
  const state = await loadState(dirname(result.journal), host).catch(() => null);
  const said = manifest(result, host);
  return [
    {
      heading: "Provenance",
      parts: [
        {
          ...{ type: "table", caption: "The run", head: [] },
          rows: runRows(result, said, state),
        },
        {
          ...{ type: "table", caption: "The models", head: ["name", "id", "served as"] },
          rows: Object.entries(said.models).map(([name, { id, served }]) => [
            ...[name, id ?? "–", served.length === 0 ? "–" : served.join(", ")],
          ]),
        },
      ],
    },
    againSection(result, state, "panel run"),
  ];
}

function runRows(
  { synthesiser, calibration, replies }: SurveyResult,
  said: RunManifest,
  state: RunState | null,
): string[][] {
  const { versions, keys } = said;
  return [
    ["run", said.run_id],
    ["fingerprint of the plan", said.fingerprint],
    ["fingerprint of the prompts", said.prompts_hash],
    ["seed", said.seed === null ? "0 (none was given)" : String(said.seed)],
    ["begun", state?.created_at ?? "not recorded"],
    ["written last", state?.updated_at ?? "not recorded"],
    ["Quorum", `${versions.quorum} on ${versions.runtime}`],
    ["replies", repliesWords(replies)],
    ["requests", `${keys.count}; Merkle root ${keys.merkle_root ?? "not known"}`],
    ...(synthesiser === null ? [] : [["summed up by", synthesiser]]),
    ...(calibration === null ? [] : [["people", calibration.humans.citation]]),
  ];
}
