import { type Command } from "./command.ts";
import { type Flag } from "./flag.ts";
import { CHECKPOINT_DIR, RUNS_FORMAT } from "./runs_commands.ts";

/** The flags of `panel collect`: all others are those that the run was begun with. */
export const PANEL_COLLECT_FLAGS: readonly Flag[] = [
  CHECKPOINT_DIR,
  {
    name: "wait",
    takes: "nothing",
    help: "Look every 60 s, and go on until the run has come to its end",
  },
  {
    name: "abandon",
    takes: "nothing",
    help:
      "Give up what a batch has not brought where its provider does not know it any more, or its results are not whole: " +
      "it is asked for again, and paid for again",
  },
  {
    name: "output-format",
    takes: "choice",
    choices: ["text", "json", "ndjson"],
    standard: "that of the run",
    help: "What is written to standard output, as by panel run",
  },
  { name: "save", takes: "nothing", help: "Also save the result under ~/.quorum/results" },
];

/** What the flags of `panel collect` do not say. */
export const PANEL_COLLECT_NOTES: readonly string[] = [
  "Replies that have come become answers, and the next turn of their conversations is handed over; what a batch " +
  "could not bring goes into the next one. When nothing is missing the run is summed up and its result printed, with " +
  "the exit code of panel run; as long as it waits the exit code is 0. It is the same as panel run --resume ID.",
  "A batch that the provider did not take ends the command with the reason; to collect again is to hand it over " +
  "once more.",
];

/** The commands that are about a panel that is asked in batches. What each needs is loaded when it is run. */
export const PANEL_COMMANDS: readonly Command[] = [
  {
    words: ["panel", "status"],
    operands: ["ID"],
    help: "Show how the batches of a run stand, and change nothing",
    flags: [CHECKPOINT_DIR, RUNS_FORMAT],
    run: async (values, host, ids) =>
      (await import("./panel_status.ts")).panelStatus(ids, values, host),
  },
  {
    words: ["panel", "collect"],
    operands: ["ID"],
    help: "Take over what the batches of a run have brought, and go on with it",
    flags: PANEL_COLLECT_FLAGS,
    notes: PANEL_COLLECT_NOTES,
    run: async (values, host, ids) =>
      (await import("./panel_collect.ts")).panelCollect(ids, values, host),
  },
];
