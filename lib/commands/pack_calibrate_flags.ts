import { type Flag } from "./flag.ts";
import { PANEL_RUN_FLAGS } from "./panel_run_flags.ts";

/** The flags of `panel run` that mean the same here. */
const SHARED = [
  "simulated",
  "seed",
  "max-concurrent",
  "rate-limit-rps",
  "max-cost",
  "dispatch",
  "progress",
];

/** The flags of `pack calibrate`. */
export const PACK_CALIBRATE_FLAGS: readonly Flag[] = [
  {
    name: "against",
    takes: "text",
    value: "DATASET:QUESTION",
    help: "The people, as in gss:HAPPY; the question is put in their words (required)",
  },
  {
    name: "n",
    takes: "whole",
    min: 1,
    max: 100_000,
    value: "N",
    standard: "50",
    help: "How many panelists: the personas, again and again in an order drawn by the seed",
  },
  {
    name: "models",
    takes: "text",
    value: "MODELS",
    standard: "that of panel run",
    help: "Who answers: one model, or a split with weights, a:0.5,b:0.5",
  },
  {
    name: "samples-per-question",
    takes: "whole",
    min: 1,
    max: 10_000,
    value: "K",
    standard: "15",
    help: "How often each panelist is asked, each time from the beginning",
  },
  {
    name: "output",
    short: "o",
    takes: "text",
    value: "PATH",
    standard: "PACK_YAML itself",
    help: "Where the pack with its calibration is written",
  },
  {
    name: "dry-run",
    takes: "nothing",
    help: "Print what would be written, with what asking would come to, and ask nothing",
  },
  { name: "yes", takes: "nothing", help: "Write over a file without asking first" },
  {
    name: "failure-threshold",
    takes: "number",
    min: 0,
    max: 1,
    value: "SHARE",
    standard: "0",
    help: "The share of calls that may fail without spoiling the measurement, in [0, 1]",
  },
  ...PANEL_RUN_FLAGS.filter(({ name }) => SHARED.includes(name)),
  {
    name: "checkpoint-dir",
    takes: "text",
    value: "PATH",
    standard: "a temporary folder, which is told where the run does not end well",
    help: "Keep the run in a folder of its own in this one, so that --resume can go on with it",
  },
  {
    name: "resume",
    takes: "text",
    value: "ID",
    help:
      "Go on with a run of the same pack and flags: nothing is asked twice, and failed calls are made again",
  },
  {
    name: "output-format",
    takes: "choice",
    choices: ["text", "json"],
    standard: "text",
    help: "What is written to standard output: a report, or one JSON object",
  },
];

/** What the flags of `pack calibrate` do not say. */
export const PACK_CALIBRATE_NOTES: readonly string[] = [
  "The list calibration: of PACK_YAML gains an entry, or the one of the same dataset and question is replaced. " +
  "Nothing else of the file changes, not a comment and not a quote; a file in which that cannot be done is " +
  "refused before anything is asked.",
  "All answers are pooled. As the answers of one persona are alike, floor, interval and p are by personas; " +
  "n_effective says what the answers are worth. Measuring simulated respondents needs --models simulated, and " +
  "their entry is marked.",
  "Where a call fails the file stays as it is, and --resume makes the failed calls again. Exit codes: 0 written; " +
  "1 not measured or not written; 2 a wrong command line, or a PACK_YAML that is no pack; 143 ended by a signal.",
];
