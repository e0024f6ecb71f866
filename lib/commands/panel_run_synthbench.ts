import { type Flag } from "./flag.ts";

/** The flags of `panel run` that have to do with SynthBench. */
export const PANEL_RUN_SYNTHBENCH: readonly Flag[] = [
  {
    name: "best-model-for",
    takes: "text",
    // Looking for the best model never ends a run.
    mayBeEmpty: true,
    value: "TOPIC[:DATASET]",
    help:
      "Ask the best model of SynthBench's leaderboard for a topic, as in political-opinion, or " +
      "with :DATASET for all its questions; --model answers where there is none",
  },
];
