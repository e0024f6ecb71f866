import { type Host } from "../host/host.ts";
import { type Flag, type Values } from "./flag.ts";

/** One command: how it is called, what it takes, and where it is. */
export interface Command {
  /** Its words, as in `["panel", "run"]`. */
  readonly words: readonly string[];
  /** What it does: a sentence without a full stop. */
  readonly help: string;
  readonly flags: readonly Flag[];
  /** Carries it out and returns the exit code. */
  readonly run: (values: Values, host: Host) => Promise<number>;
}

/** Flags that every command takes. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { name: "help", takes: "nothing", help: "Show this help" },
  { name: "version", takes: "nothing", help: "Show the version" },
  { name: "debug", takes: "nothing", help: "Show where in the program an error arose" },
];

const outputFormat: Flag = {
  name: "output-format",
  takes: "choice",
  choices: ["text", "json", "ndjson"],
  standard: "text",
  help:
    "What is written to standard output: a report, one JSON object, or a JSON line for each answer",
};

const panelRunFlags: readonly Flag[] = [
  {
    name: "personas",
    takes: "text",
    value: "PATH|ID",
    help: "The panel: a YAML, JSON or JSONL file, or the id of a saved or bundled pack (required)",
  },
  {
    name: "instrument",
    takes: "text",
    value: "PATH|ID",
    help:
      "The questions: a YAML or JSON file, or the id of a saved or bundled instrument (required)",
  },
  {
    name: "models",
    takes: "text",
    value: "SPEC",
    standard: "the provider whose key is set, else simulated",
    help: "Who answers: one model; a split with weights, a:0.5,b:0.5; or an ensemble, a,b",
  },
  { name: "model", takes: "text", value: "NAME", help: "One model; not together with --models" },
  {
    name: "seed",
    takes: "whole",
    value: "N",
    standard: "0, and none is sent to providers",
    help: "The seed of everything random, from 0",
  },
  {
    name: "max-concurrent",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "20",
    help: "The most requests in flight at once, over all models",
  },
  {
    name: "rate-limit-rps",
    takes: "positive",
    value: "RPS",
    help: "The most requests a second, over all models; 0.5 is one every two seconds",
  },
  outputFormat,
  { name: "save", takes: "nothing", help: "Also save the result under ~/.quorum/results" },
];

/** Every command, in the order of the help. What a command needs is loaded when it is run. */
export const COMMANDS: readonly Command[] = [
  {
    words: ["panel", "run"],
    help: "Ask a panel an instrument",
    flags: panelRunFlags,
    run: async (values, host) => (await import("./panel_run.ts")).panelRun(values, host),
  },
  {
    words: ["demo"],
    help: "Ask 15 simulated respondents five questions, and compare them with people",
    flags: [],
    run: async (_, host) => (await import("./demo.ts")).demo(host),
  },
];
