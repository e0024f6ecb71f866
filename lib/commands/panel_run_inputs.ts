import { type Flag } from "./flag.ts";

/** The flags of `panel run` that say who is asked, what, and by which models. */
export const PANEL_RUN_INPUTS: readonly Flag[] = [
  {
    name: "personas",
    takes: "text",
    file: true,
    value: "PATH|ID",
    help: "The panel: a YAML, JSON or JSONL file, or the id of a saved or bundled pack (required)",
  },
  {
    name: "personas-merge",
    takes: "text",
    file: true,
    many: true,
    value: "PATH|ID",
    help: "Add the people of another file or pack to the panel; can be given several times",
  },
  {
    name: "personas-merge-on-collision",
    takes: "text",
    value: "dedup|error",
    standard: "dedup",
    help: "When a name is there already: the later one takes its place, or nothing is run",
  },
  {
    name: "variants",
    // The range is checked with the panel, as it decides who is on it.
    takes: "number",
    value: "N",
    help: "Put N variants (1 to 20) in place of each persona, each with one thing changed",
  },
  {
    name: "instrument",
    takes: "text",
    file: true,
    value: "PATH|ID",
    help:
      "The questions: a YAML or JSON file, or the id of a saved or bundled instrument (required)",
  },
  {
    name: "var",
    takes: "text",
    many: true,
    value: "KEY=VALUE",
    help: "What {KEY} stands for in the questions; can be given several times",
  },
  {
    name: "vars-file",
    takes: "text",
    file: true,
    value: "PATH",
    help: "A YAML or JSON mapping of names and what they stand for; --var wins",
  },
  {
    name: "allow-unresolved",
    takes: "nothing",
    help: "Ask questions with {names} that nothing stands for as they are",
  },
  {
    name: "prompt-template",
    takes: "text",
    file: true,
    value: "PATH",
    help: "A file with the system prompt; {field} stands for a field of the persona",
  },
  {
    name: "models",
    takes: "text",
    // A list that names no model is an input like any other wrong list, and ends with 1.
    mayBeEmpty: true,
    value: "SPEC",
    standard: "the provider whose key is set, else simulated",
    help: "Who answers: one model; a split with weights, a:0.5,b:0.5; or an ensemble, a,b",
  },
  { name: "model", takes: "text", value: "NAME", help: "One model; not together with --models" },
  {
    name: "assign",
    takes: "choice",
    choices: ["blocks", "shuffled"],
    standard: "blocks",
    help: "How a split shares the panel out: in blocks of its order, or shuffled by the seed",
  },
  {
    name: "blend",
    takes: "nothing",
    help: "Every model answers the whole panel, and their distributions are averaged by weight",
  },
  {
    name: "simulated",
    takes: "text",
    file: true,
    value: "PATH",
    help: "True shares for simulated respondents: a mapping of question, option and share",
  },
];
