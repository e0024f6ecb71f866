import { RESPONSE_MODES } from "../engine/response_mode.ts";
import { type Flag } from "./flag.ts";

/** The flags of `panel run` that say what is left of it, how it goes on, and where its replies are kept. */
export const PANEL_RUN_RECORD: readonly Flag[] = [
  {
    name: "run-id",
    takes: "text",
    value: "ID",
    standard: "the time and six random digits",
    help: "What the run is called",
  },
  {
    name: "checkpoint-dir",
    takes: "text",
    value: "PATH",
    standard: "~/.quorum/checkpoints for --resume",
    help: "Keep the run in a folder of its own in this one, so that --resume can go on with it",
  },
  {
    name: "checkpoint-every",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "25",
    help: "Write the run's state.json after every N panelists; answers are kept as they come",
  },
  {
    name: "resume",
    takes: "text",
    value: "ID",
    help: "Go on with a run: its flags and files are known, and nothing is asked twice",
  },
  {
    name: "keep-failures",
    takes: "nothing",
    help: "With --resume: leave failed answers as they are, and do not try them again",
  },
  {
    name: "allow-drift",
    takes: "nothing",
    help: "With --resume: go on although the plan was changed; earlier answers are marked",
  },
  {
    name: "force-overwrite",
    takes: "nothing",
    help: "With --checkpoint-dir: throw a run of that id away, and begin it again",
  },
  {
    name: "responses",
    takes: "text",
    file: "made",
    value: "PATH",
    help: "A file that holds replies by their requests; --mode says how it is used",
  },
  {
    name: "mode",
    takes: "choice",
    choices: ["live", ...RESPONSE_MODES],
    standard: "live",
    help:
      "Leave --responses alone; keep every reply there; take all from there, with no network and " +
      "no key; or take them and ask a sample again",
  },
];
