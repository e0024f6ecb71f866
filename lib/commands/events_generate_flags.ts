import { type Flag } from "./flag.ts";
import { PANEL_RUN_FLAGS } from "./panel_run_flags.ts";
import { PROGRESS_FLAG } from "./progress_flag.ts";

/** The flags of `panel run` that mean the same here. */
const SHARED = ["rate-limit-rps", "max-cost", "dispatch", "failure-threshold", "run-id"];

/** Those that say what is left of a run, how it goes on, and where its replies are kept. */
const KEEPING = ["checkpoint-every", "keep-failures", "responses", "mode"];

/** The flags of `events generate`, in the order of its help. */
export const EVENTS_GENERATE_FLAGS: readonly Flag[] = [
  {
    name: "config",
    takes: "text",
    file: true,
    value: "PATH",
    help:
      "The configuration, a YAML file: who takes part, what they meet, and what is asked of them",
  },
  {
    name: "output-dir",
    takes: "text",
    value: "PATH",
    standard: "the configuration's output_dir, else outputs/run",
    help: "The folder of the run: everything that is written goes there",
  },
  {
    name: "resume",
    takes: "nothing",
    help:
      "Go on with the run in the folder: its flags are known, and nothing is asked twice; begin one where there is none",
  },
  {
    name: "csv",
    takes: "nothing",
    help: "Also write events.csv; one that is there is written anew",
  },
  {
    name: "parquet",
    takes: "nothing",
    help: "Also write events.parquet; one that is there is written anew",
  },
  {
    name: "no-validate",
    takes: "nothing",
    help: "Do not check the events before the file takes its place",
  },
  {
    name: "models",
    takes: "text",
    value: "LIST",
    standard: "the configuration's backend",
    help: "Who answers: a model, a split as a:0.5,b:0.5, or an ensemble as a,b",
  },
  {
    name: "seed",
    takes: "whole",
    value: "N",
    standard: "the configuration's, else 0",
    help: "The seed of everything random, from 0",
  },
  {
    name: "max-concurrent",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "the configuration's max_workers, else 1",
    help: "The most requests in flight at once, over all models",
  },
  ...PANEL_RUN_FLAGS.filter(({ name }) => SHARED.includes(name)),
  {
    name: "checkpoint-dir",
    takes: "text",
    value: "PATH",
    help:
      "Keep the run in a folder of its own in this one, with its --run-id for a name, in place of --output-dir",
  },
  ...PANEL_RUN_FLAGS.filter(({ name }) => KEEPING.includes(name)),
  {
    name: "allow-drift",
    takes: "nothing",
    help: "Go on although the configuration or a file was changed; earlier rows are marked",
  },
  {
    name: "fresh",
    takes: "nothing",
    help: "Throw the run in the folder away, and begin it again",
  },
  {
    name: "force-overwrite",
    takes: "nothing",
    help: "The same, and replace events and what stands beside them also where they are of no run",
  },
  {
    name: "dry-run",
    takes: "nothing",
    help: "Say what would be asked and what it would cost, and spend nothing",
  },
  PROGRESS_FLAG,
];

/** What the flags of `events generate` do not say. */
export const EVENTS_GENERATE_NOTES: readonly string[] = [
  "What is written: events.jsonl when it is whole and valid, metadata.json, data_dictionary.json, and the run's " +
  "own run.sqlite and state.json, by which it goes on. Paths in the configuration are from the working " +
  "directory or, where nothing is there, from its own folder.",
  "Ctrl-C lets answers in flight arrive for 10 s; a second one leaves at once (130). Either way --resume goes " +
  "on with the run.",
  "Exit codes: 0 done; 1 an input cannot be used, or the events are not valid; 2 a wrong command line, or a run " +
  "that is invalid or out of money; 130 and 143 ended by a signal.",
];
