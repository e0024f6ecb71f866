import { type Command } from "./command.ts";
import { PACK_CALIBRATE_FLAGS, PACK_CALIBRATE_NOTES } from "./pack_calibrate_flags.ts";

/** The commands that are about packs. What each needs is loaded when it is run. */
export const PACK_COMMANDS: readonly Command[] = [
  {
    words: ["pack", "calibrate"],
    operands: ["PACK_YAML"],
    help: "Measure how far a pack's answers are from people's, and write it into the pack",
    flags: PACK_CALIBRATE_FLAGS,
    notes: PACK_CALIBRATE_NOTES,
    run: async (values, host, packs) =>
      (await import("./pack_calibrate.ts")).packCalibrate(packs, values, host),
  },
];
