import { dirname } from "node:path";
import { type ReportSection } from "../display/report_parts.ts";
import { merkleRoot } from "../engine/merkle.ts";
import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { againSection, repliesWords } from "./report_again.ts";
import { loadState, type RunState } from "./run_state.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** Where the result of a panel that was followed is from, and how it is had again. */
export async function eventProvenance(
  result: TimelineResult,
  host: Host,
): Promise<ReportSection[]> {
  const { usage, journal } = result;
  const state = await loadState(dirname(journal), host).catch(() => null);
  const served = usage.map(({ model, served }) => [model, served.join(", ")]);
  return [
    {
      heading: "Provenance",
      parts: [
        {
          ...{ type: "table", caption: "The run", head: [] },
          rows: runRows(result, state, host),
        },
        ...(served.length === 0 ? [] : [{
          ...{ type: "table" as const, caption: "The models", head: ["name", "served as"] },
          rows: served,
        }]),
      ],
    },
    againSection(result, state, "events generate"),
  ];
}

function runRows(
  { run, fingerprint, plan: { seed }, replies, events, requests }: TimelineResult,
  state: RunState | null,
  { runtime }: Host,
): string[][] {
  const keys = requests.filter((key) => key !== null);
  const root = keys.length === requests.length ? merkleRoot(keys) : null;
  return [
    ["run", run],
    ["fingerprint of the plan", fingerprint],
    ["seed", seed === null ? "0 (none was given)" : String(seed)],
    ["begun", state?.created_at ?? "not recorded"],
    ["written last", state?.updated_at ?? "not recorded"],
    ["Quorum", `${VERSION} on ${runtime}`],
    ["replies", repliesWords(replies)],
    ["requests", `${keys.length}; Merkle root ${root ?? "not known"}`],
    ["events", events],
  ];
}
