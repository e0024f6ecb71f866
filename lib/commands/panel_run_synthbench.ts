import { type Flag } from "./flag.ts";

/** The flags of `panel run` that ask SynthBench which model is best, and tell it how the panel did. */
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
  {
    name: "submit-to-synthbench",
    takes: "nothing",
    help: "With --calibrate-against: upload the shares and their divergence to SynthBench, whose " +
      "leaderboard is public; SYNTHBENCH_API_KEY holds the key",
  },
  {
    name: "submit-dry-run",
    takes: "nothing",
    help: "Write what would be uploaded to standard error, and send nothing",
  },
  {
    name: "yes",
    takes: "nothing",
    help: "With --submit-to-synthbench: agree to the upload without being asked",
  },
];
