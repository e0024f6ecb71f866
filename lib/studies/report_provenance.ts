import { basename, dirname } from "node:path";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { type Host } from "../host/host.ts";
import { manifest, type RunManifest } from "./manifest.ts";
import { isRunId } from "./run_id.ts";
import { loadState, type RecordedFlags, type RunState } from "./run_state.ts";
import { flagWords, shellWord } from "./shell_words.ts";
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
    { heading: "Do it again", parts: againParts(result, state) },
  ];
}

function runRows(
  { synthesiser, calibration }: SurveyResult,
  said: RunManifest,
  state: RunState | null,
): string[][] {
  const { versions, responses, keys } = said;
  const replies = responses.mode === "live"
    ? `${responses.asked} asked for`
    : `${responses.asked} asked for, ${responses.replayed} replayed (${responses.mode})`;
  return [
    ["run", said.run_id],
    ["fingerprint of the plan", said.fingerprint],
    ["fingerprint of the prompts", said.prompts_hash],
    ["seed", said.seed === null ? "0 (none was given)" : String(said.seed)],
    ["begun", state?.created_at ?? "not recorded"],
    ["written last", state?.updated_at ?? "not recorded"],
    ["Quorum", `${versions.quorum} on ${versions.runtime}`],
    ["replies", replies],
    ["requests", `${keys.count}; Merkle root ${keys.merkle_root ?? "not known"}`],
    ...(synthesiser === null ? [] : [["summed up by", synthesiser]]),
    ...(calibration === null ? [] : [["people", calibration.humans.citation]]),
  ];
}

/** Flags that say where a run is kept or what becomes of it, and not what it is. */
const KEEPING = [
  ...["mode", "checkpoint-dir", "run-id", "resume", "force-overwrite", "allow-drift", "save"],
  ...[
    "keep-failures",
    "submit-to-synthbench",
    "submit-dry-run",
    "yes",
    "output-format",
    "progress",
  ],
];

function againParts(
  { journal, isKept, replies: { path } }: SurveyResult,
  state: RunState | null,
): ReportPart[] {
  const folder = dirname(journal);
  const id = basename(folder);
  const root = shellWord(dirname(folder));
  return [
    ...(isKept && isRunId(id)
      ? [
        said(
          "This result once more, from the run that was kept; it asks nothing and needs no key:",
        ),
        code(`deno task cli runs show ${id} --checkpoint-dir ${root}`),
      ]
      : [said("The run was not kept in a folder of its own, and cannot be opened again.")]),
    ...(path === null
      ? [said(
        "Its replies were not recorded (--responses FILE --mode record), so that asking once more asks the models anew.",
      )]
      : replayParts(path, state)),
  ];
}

function replayParts(path: string, state: RunState | null): ReportPart[] {
  const flags = state?.cli_args ?? null;
  return [
    said(
      "The study once more, from the recorded replies; without network or key it gives the same bytes:",
    ),
    code(
      flags === null
        ? `await study.responses(${JSON.stringify(path)}, "replay").run()`
        : `deno run -P=offline cli.ts panel run ${flagWords(lasting(flags))} --mode replay`,
    ),
  ];
}

function lasting(flags: RecordedFlags): RecordedFlags {
  return Object.fromEntries(Object.entries(flags).filter(([name]) => !KEEPING.includes(name)));
}

function said(line: string): ReportPart {
  return { type: "text", lines: [line] };
}

function code(text: string): ReportPart {
  return { type: "code", text };
}
