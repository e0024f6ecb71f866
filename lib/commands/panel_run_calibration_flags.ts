import { type Flag } from "./flag.ts";

/** The flags of `panel run` that hold its answers against people's. */
export const PANEL_RUN_CALIBRATION: readonly Flag[] = [
  {
    name: "calibrate-against",
    takes: "text",
    value: "DATASET:Q",
    help:
      "Hold the answers to a question against people's, as in gss:HAPPY; it is found by its key or " +
      "wording, else asked beside the others",
  },
];
