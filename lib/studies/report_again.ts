import { basename, dirname } from "node:path";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { type Replies } from "./replies.ts";
import { isRunId } from "./run_id.ts";
import { type RecordedFlags, type RunState } from "./run_state.ts";
import { flagWords, shellWord } from "./shell_words.ts";
import { type StudyResult } from "./study_result.ts";

/** Flags that say where a run is kept or what becomes of it, and not what it is. */
const KEEPING = [
  ...[
    "output-dir",
    "fresh",
    "mode",
    "checkpoint-dir",
    "run-id",
    "resume",
    "force-overwrite",
    "allow-drift",
    "save",
  ],
  ...[
    "keep-failures",
    "submit-to-synthbench",
    "submit-dry-run",
    "yes",
    "output-format",
    "progress",
  ],
];

/** The command that carried a run out. */
type RunCommand = "panel run" | "events generate";

/** How a result is had again: opened, or carried out once more from its recorded replies. */
export function againSection(
  result: Kept,
  state: RunState | null,
  command: RunCommand,
): ReportSection {
  return { heading: "Do it again", parts: againParts(result, state, command) };
}

/** How many replies were asked for, and how many a store had. */
export function repliesWords({ mode, asked, replayed }: Replies): string {
  return mode === null
    ? `${asked} asked for`
    : `${asked} asked for, ${replayed} replayed (${mode})`;
}

/** A result, and where its replies are from. */
interface Kept extends Pick<StudyResult, "journal" | "isKept"> {
  readonly replies: Replies;
}

function againParts(
  { journal, isKept, replies: { path } }: Kept,
  state: RunState | null,
  command: RunCommand,
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
      : replayParts(path, { state, command, folder })),
  ];
}

function replayParts(path: string, { state, command, folder }: {
  readonly state: RunState | null;
  readonly command: RunCommand;
  readonly folder: string;
}): ReportPart[] {
  // Where the run is, it would be taken from its journal.
  const elsewhere = command === "panel run" ? "" : ` --output-dir ${shellWord(`${folder}-again`)}`;
  const flags = state?.cli_args ?? null;
  return [
    said(
      "The study once more, from the recorded replies; without network or key it gives the same bytes:",
    ),
    code(
      flags === null
        ? `await study.responses(${JSON.stringify(path)}, "replay").run()`
        : `deno run -P=offline cli.ts ${command} ${
          flagWords(lasting(flags))
        } --mode replay${elsewhere}`,
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
