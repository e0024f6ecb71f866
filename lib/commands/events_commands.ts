import { type Command } from "./command.ts";
import {
  EVENTS_FILE,
  EVENTS_SAMPLE_FLAGS,
  EVENTS_VALIDATE_FLAGS,
  EVENTS_VALIDATE_NOTES,
} from "./events_flags.ts";

/** The commands that are about events. What each needs is loaded when it is run. */
export const EVENTS_COMMANDS: readonly Command[] = [
  {
    words: ["events", "validate"],
    operands: [EVENTS_FILE],
    help: "Check a file of events: every row, that ids are unique, and that rows fit together",
    flags: EVENTS_VALIDATE_FLAGS,
    notes: EVENTS_VALIDATE_NOTES,
    run: async (values, host, operands) =>
      (await import("./events_validate.ts")).eventsValidate(operands, values, host),
  },
  {
    words: ["events", "sample"],
    operands: [EVENTS_FILE],
    help: "Show some rows of a file of events, drawn at random",
    flags: EVENTS_SAMPLE_FLAGS,
    run: async (values, host, operands) =>
      (await import("./events_sample.ts")).eventsSample(operands, values, host),
  },
];
