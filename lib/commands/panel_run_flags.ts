import { DISPATCH_FLAG } from "./dispatch_flag.ts";
import { type Flag } from "./flag.ts";
import { PANEL_RUN_CALIBRATION } from "./panel_run_calibration_flags.ts";
import { PANEL_RUN_CONVERGENCE } from "./panel_run_convergence.ts";
import { PANEL_RUN_INPUTS } from "./panel_run_inputs.ts";
import { PANEL_RUN_RECORD } from "./panel_run_record.ts";
import { PROGRESS_FLAG } from "./progress_flag.ts";
import { PANEL_RUN_SYNTHBENCH } from "./panel_run_synthbench.ts";

/** The flags of `panel run`, in the order of its help: who, what, how many ways, how far, what is left. */
export const PANEL_RUN_FLAGS: readonly Flag[] = [
  ...PANEL_RUN_INPUTS,
  {
    name: "temperature",
    takes: "number",
    min: 0,
    max: 2,
    value: "T",
    help: "The sampling temperature, in [0, 2]; a persona's own wins",
  },
  {
    name: "top-p",
    takes: "number",
    min: 0,
    max: 1,
    value: "P",
    help: "Nucleus sampling, in [0, 1]; a persona's own wins",
  },
  {
    name: "max-tokens",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "300 for a bounded question, 1024 for an open one",
    help: "The most tokens of an answer; a persona's own wins",
  },
  {
    name: "samples",
    takes: "whole",
    min: 1,
    max: 10_000,
    value: "K",
    standard: "1",
    help: "Ask everybody K times, each time from the beginning",
  },
  {
    name: "seed",
    takes: "whole",
    value: "N",
    standard: "0, and none is sent to providers",
    help: "The seed of everything random, from 0",
  },
  {
    name: "schema",
    takes: "text",
    file: true,
    value: "SCHEMA",
    help: "Open questions are answered in this form, not in words: a JSON Schema or its file",
  },
  {
    name: "extract-schema",
    takes: "text",
    file: true,
    value: "SCHEMA",
    help: "A second call extracts this from open answers: a JSON Schema, its file, or " +
      "likert, yes_no, pick_one, ranking",
  },
  {
    name: "synthesis-strategy",
    takes: "choice",
    choices: ["auto", "single", "map-reduce"],
    standard: "auto",
    help: "Sum up in one call, or question by question and then together; auto sees what fits",
  },
  {
    name: "synthesis-auto-escalate",
    takes: "nothing",
    help: "Give a question with too many answers to a larger model, not in batches",
  },
  {
    name: "synthesis-model",
    takes: "text",
    value: "NAME",
    standard: "the first of the panel's",
    help: "The model that sums up",
  },
  {
    name: "synthesis-prompt",
    takes: "text",
    file: true,
    value: "PATH|TEXT",
    help: "Instructions for the summary in place of the built-in ones; in one call",
  },
  {
    name: "synthesis-temperature",
    takes: "number",
    min: 0,
    max: 2,
    value: "T",
    help: "The sampling temperature of the summary, in [0, 2]",
  },
  { name: "no-synthesis", takes: "nothing", help: "Do not sum up" },
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
  {
    name: "max-cost",
    takes: "positive",
    value: "USD",
    help: "Spend no more than this: the run ends with what is there",
  },
  {
    name: "batch",
    takes: "nothing",
    help:
      "Ask panelists in OpenAI's and Anthropic's batches, at half the price and within a day; the run is kept, " +
      "and `panel collect` goes on with it",
  },
  DISPATCH_FLAG,
  {
    name: "question-failure-budget",
    takes: "text",
    value: "N|0.x",
    help: "Give a question up after N failures, or after failures of that share of the panel",
  },
  {
    name: "failure-threshold",
    takes: "number",
    min: 0,
    max: 1,
    value: "SHARE",
    standard: "0.5",
    help: "Above which share of failed answers the run is invalid, in [0, 1]",
  },
  {
    name: "strict",
    takes: "nothing",
    help: "One failed answer is too much: nothing is summed up, and the exit code is 3",
  },
  {
    name: "dry-run",
    takes: "nothing",
    help: "Say what would be asked and what it would cost, and spend nothing",
  },
  ...PANEL_RUN_CONVERGENCE,
  ...PANEL_RUN_CALIBRATION,
  ...PANEL_RUN_SYNTHBENCH,
  ...PANEL_RUN_RECORD,
  {
    name: "output-format",
    takes: "choice",
    choices: ["text", "json", "ndjson"],
    standard: "text",
    help:
      "What is written to standard output: a report, one JSON object, or a JSON line for each answer",
  },
  PROGRESS_FLAG,
  { name: "save", takes: "nothing", help: "Also save the result under ~/.quorum/results" },
];
