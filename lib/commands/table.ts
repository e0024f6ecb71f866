import { BASELINE_COMMANDS } from "./baseline_commands.ts";
import { type Command } from "./command.ts";
import { EVENTS_COMMANDS } from "./events_commands.ts";
import { type Flag } from "./flag.ts";
import { PACK_COMMANDS } from "./pack_commands.ts";
import { PANEL_COMMANDS } from "./panel_commands.ts";
import { PANEL_RUN_NOTES } from "./panel_run_notes.ts";
import { PANEL_RUN_FLAGS } from "./panel_run_flags.ts";
import { RUNS_COMMANDS } from "./runs_commands.ts";
import { WORKER_FLAGS, WORKER_NOTES } from "./worker_flags.ts";

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
  ...PANEL_COMMANDS,
  ...PACK_COMMANDS,
  ...RUNS_COMMANDS,
  ...BASELINE_COMMANDS,
  ...EVENTS_COMMANDS,
  {
    words: ["worker"],
    help: "Make calls for runs on other machines",
    flags: WORKER_FLAGS,
    notes: WORKER_NOTES,
    run: async (values, host) => (await import("./worker.ts")).worker(values, host),
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
