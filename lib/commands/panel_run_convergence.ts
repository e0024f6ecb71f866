import { type Flag } from "./flag.ts";

/** The flags of `panel run` that say when the answers are enough. */
export const PANEL_RUN_CONVERGENCE: readonly Flag[] = [
  {
    name: "auto-stop",
    takes: "nothing",
    help: "Ask nobody more once the answers to every question with options are enough",
  },
  {
    name: "convergence-rule",
    takes: "choice",
    choices: ["precision", "jsd-batch"],
    standard: "jsd-batch with a flag of that rule, else precision",
    help:
      "When answers are enough: every share is known well, or batches hardly differ from the whole",
  },
  {
    name: "half-width",
    takes: "positive",
    value: "H",
    standard: "0.1",
    help: "By precision: how well every share must be known, at any look",
  },
  {
    name: "convergence-check-every",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "20",
    help: "By jsd-batch: look after every N panelists, and compare these with everybody so far",
  },
  {
    name: "convergence-eps",
    takes: "positive",
    max: 1,
    value: "FLOAT",
    standard: "0.02",
    help: "By jsd-batch: the Jensen-Shannon divergence that a batch must stay below, in bits",
  },
  {
    name: "convergence-min-n",
    takes: "whole",
    value: "N",
    standard: "50",
    help: "By jsd-batch: the fewest answers to a question",
  },
  {
    name: "convergence-m",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "3",
    help: "By jsd-batch: how many batches in a row must stay below",
  },
  {
    name: "convergence-baseline",
    takes: "text",
    value: "DATASET:Q",
    help:
      "Tell how many people of a human baseline would have been enough, as in gss:HAPPY, beside the panelists",
  },
  {
    name: "convergence-log",
    takes: "text",
    file: "made",
    value: "PATH",
    standard: "standard error",
    help: "Add a JSON line for each look to this file",
  },
];
