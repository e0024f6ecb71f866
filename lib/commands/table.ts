import { type Host } from "../host/host.ts";
import { BASELINE_LIST_FLAGS, BASELINE_NOTES, BASELINE_SHOW_FLAGS } from "./baseline_flags.ts";
import {
  EVENTS_FILE,
  EVENTS_SAMPLE_FLAGS,
  EVENTS_VALIDATE_FLAGS,
  EVENTS_VALIDATE_NOTES,
} from "./events_flags.ts";
import { type Flag, type Values } from "./flag.ts";
import { PANEL_RUN_NOTES } from "./panel_run_notes.ts";
import { PANEL_RUN_FLAGS } from "./panel_run_flags.ts";
import {
  CHECKPOINT_DIR,
  RUNS_DIFF_NOTES,
  RUNS_FORMAT,
  RUNS_PRUNE_FLAGS,
  RUNS_PRUNE_NOTES,
} from "./runs_flags.ts";

/** One command: how it is called, what it takes, and where it is. */
export interface Command {
  /** Its words, as in `["panel", "run"]`. */
  readonly words: readonly string[];
  /** What it does: a sentence without a full stop. */
  readonly help: string;
  /**
   * What it is about, a word each, as in `["ID"]`: as many follow the words of the command. One in brackets
   * may be left out.
   */
  readonly operands?: readonly string[];
  readonly flags: readonly Flag[];
  /** What the flags do not say, a sentence or two each. */
  readonly notes?: readonly string[];
  /** Carries it out and returns the exit code. */
  readonly run: (values: Values, host: Host, operands: readonly string[]) => Promise<number>;
}

/** Flags that every command takes. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { name: "help", takes: "nothing", help: "Show this help" },
  { name: "version", takes: "nothing", help: "Show the version" },
  { name: "debug", takes: "nothing", help: "Show where in the program an error arose" },
];

/** Every command, in the order of the help. What a command needs is loaded when it is run. */
export const COMMANDS: readonly Command[] = [
  {
    words: ["panel", "run"],
    help: "Ask a panel an instrument",
    flags: PANEL_RUN_FLAGS,
    notes: PANEL_RUN_NOTES,
    run: async (values, host) => (await import("./panel_run.ts")).panelRun(values, host),
  },
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
    words: ["runs", "prune"],
    help: "Remove runs that are no longer needed",
    flags: [CHECKPOINT_DIR, ...RUNS_PRUNE_FLAGS],
    notes: RUNS_PRUNE_NOTES,
    run: async (values, host) => (await import("./runs_prune.ts")).runsPrune(values, host),
  },
  {
    words: ["baseline", "list"],
    help: "List the human baselines that a panel can be compared with",
    flags: [...BASELINE_LIST_FLAGS, RUNS_FORMAT],
    notes: BASELINE_NOTES,
    run: async (values, host) => (await import("./baseline_list.ts")).baselineList(values, host),
  },
  {
    words: ["baseline", "show"],
    operands: ["ID"],
    help: "Show how people answered a question, and where that is known from",
    flags: [...BASELINE_SHOW_FLAGS, RUNS_FORMAT],
    notes: BASELINE_NOTES,
    run: async (values, host, ids) =>
      (await import("./baseline_show.ts")).baselineShow(ids, values, host),
  },
  {
    words: ["baseline", "validate"],
    operands: ["FILE"],
    help: "Say what is wrong with a file of baselines of your own, all at once",
    flags: [RUNS_FORMAT],
    notes: BASELINE_NOTES,
    run: async (values, host, files) =>
      (await import("./baseline_validate.ts")).baselineValidate(files, values, host),
  },
  {
    words: ["events", "validate"],
    operands: [EVENTS_FILE],
    help: "Check a file of events: every row, that ids are unique, and that rows fit together",
    flags: EVENTS_VALIDATE_FLAGS,
    notes: EVENTS_VALIDATE_NOTES,
    run: async (values, host, operands) =>
      (await import("./events_validate.ts")).eventsValidate(operands, values, host),
  },
  {
    words: ["events", "sample"],
    operands: [EVENTS_FILE],
    help: "Show some rows of a file of events, drawn at random",
    flags: EVENTS_SAMPLE_FLAGS,
    run: async (values, host, operands) =>
      (await import("./events_sample.ts")).eventsSample(operands, values, host),
  },
  {
    words: ["demo"],
    help: "Ask 15 simulated respondents five questions, and compare them with people",
    flags: [],
    run: async (_, host) => (await import("./demo.ts")).demo(host),
  },
];

/** The commands that begin with some words: all of them with none. */
export function commandsOf(words: readonly string[]): Command[] {
  return COMMANDS.filter((command) => words.every((word, place) => command.words[place] === word));
}
