import { type Command } from "./command.ts";
import { type Flag } from "./flag.ts";

/** Where runs are kept. */
export const CHECKPOINT_DIR: Flag = {
  name: "checkpoint-dir",
  takes: "text",
  value: "PATH",
  standard: "~/.quorum/checkpoints",
  help: "The folder that holds a folder for each run",
};

/** How what is known of runs is written. */
export const RUNS_FORMAT: Flag = {
  name: "output-format",
  takes: "choice",
  choices: ["text", "json"],
  standard: "text",
  help: "What is written to standard output: lines to read, or one JSON object",
};

/** The flags of `runs export`. */
export const RUNS_EXPORT_FLAGS: readonly Flag[] = [
  {
    name: "format",
    takes: "choice",
    choices: ["csv", "jsonl", "parquet"],
    standard: "csv",
    help: "The form of the rows",
  },
  {
    name: "output-dir",
    takes: "text",
    value: "DIR",
    standard: "ID-export",
    help:
      "Where answers.FORMAT, codebook.json and datapackage.json go; what has their names is replaced",
  },
];

/** The flags of `report`. */
export const REPORT_FLAGS: readonly Flag[] = [
  {
    name: "format",
    takes: "choice",
    choices: ["html", "md"],
    standard: "html, or what --output ends in",
    help: "A page that needs nothing beside it, or Markdown with the charts in words",
  },
  {
    name: "output",
    takes: "text",
    value: "FILE",
    standard: "report-ID.FORMAT",
    help: "The file, which is replaced where it is there",
  },
];

/** The flags of `runs prune` that say which runs may go. */
export const RUNS_PRUNE_FLAGS: readonly Flag[] = [
  {
    name: "keep",
    takes: "whole",
    min: 1,
    value: "N",
    help: "Keep the N newest good runs; what was written last before the oldest of them may go",
  },
  {
    name: "older-than",
    takes: "duration",
    value: "30d",
    help: "What was written last so long ago may go: 90m, 12h, 30d, 2w",
  },
  { name: "dry-run", takes: "nothing", help: "Say what would go, and remove nothing" },
];

/** What the flags of `runs prune` do not say. */
export const RUNS_PRUNE_NOTES: readonly string[] = [
  "One of --keep and --older-than is needed; with both, a run goes only if both say so. A run is good when " +
  "it is finished and valid. The newest good run never goes, nor does one in progress, nor a folder that " +
  "holds anything but what a run leaves.",
  "A malformed run has no age: --keep takes it for the oldest, --older-than leaves it. What cannot be read " +
  "because it is of a newer version, or somebody else's, stays.",
];

/** What the flags of `runs diff` do not say. */
export const RUNS_DIFF_NOTES: readonly string[] = [
  "The divergence is that of Jensen and Shannon, in bits: 0 is equal, 1 has nothing in common. Beside it " +
  "stands its floor, which 95 of 100 pairs of samples of these sizes from the same people do not pass.",
];

/** The commands that are about runs. What each needs is loaded when it is run. */
export const RUNS_COMMANDS: readonly Command[] = [
  {
    words: ["runs", "list"],
    help: "List the runs that are kept, those first that were written last",
    flags: [CHECKPOINT_DIR, RUNS_FORMAT],
    run: async (values, host) => (await import("./runs_list.ts")).runsList(values, host),
  },
  {
    words: ["runs", "show"],
    operands: ["ID"],
    help: "Show the result of a run, as far as it has come, and ask nothing",
    flags: [CHECKPOINT_DIR, RUNS_FORMAT],
    run: async (values, host, ids) => (await import("./runs_show.ts")).runsShow(ids, values, host),
  },
  {
    words: ["runs", "diff"],
    operands: ["A", "B"],
    help: "Compare two runs: their plans, and question by question their answers",
    flags: [CHECKPOINT_DIR, RUNS_FORMAT],
    notes: RUNS_DIFF_NOTES,
    run: async (values, host, ids) => (await import("./runs_diff.ts")).runsDiff(ids, values, host),
  },
  {
    words: ["runs", "export"],
    operands: ["ID"],
    help: "Write the rows of a run as a table, with a codebook and a data package",
    flags: [CHECKPOINT_DIR, ...RUNS_EXPORT_FLAGS],
    run: async (values, host, ids) =>
      (await import("./runs_export.ts")).runsExport(ids, values, host),
  },
  {
    words: ["runs", "prune"],
    help: "Remove runs that are no longer needed",
    flags: [CHECKPOINT_DIR, ...RUNS_PRUNE_FLAGS],
    notes: RUNS_PRUNE_NOTES,
    run: async (values, host) => (await import("./runs_prune.ts")).runsPrune(values, host),
  },
  {
    words: ["report"],
    operands: ["ID"],
    help: "Write a run as one file to be sent to a colleague, and ask nothing",
    flags: [CHECKPOINT_DIR, ...REPORT_FLAGS],
    run: async (values, host, ids) => (await import("./report.ts")).reportRun(ids, values, host),
  },
];
