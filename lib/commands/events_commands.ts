import { type Command } from "./command.ts";
import {
  EVENTS_ANALYZE_FLAGS,
  EVENTS_ANALYZE_NOTES,
  EVENTS_COMPARE_FLAGS,
  EVENTS_COMPARE_NOTES,
  EVENTS_FILE,
  EVENTS_IMPORT_NOTES,
  EVENTS_MAKE_FLAGS,
  EVENTS_SAMPLE_FLAGS,
  EVENTS_SUBSET_NOTES,
  EVENTS_VALIDATE_FLAGS,
  EVENTS_VALIDATE_NOTES,
} from "./events_flags.ts";
import { EVENTS_GENERATE_FLAGS, EVENTS_GENERATE_NOTES } from "./events_generate_flags.ts";

/** The commands that are about events. What each needs is loaded when it is run. */
export const EVENTS_COMMANDS: readonly Command[] = [
  {
    words: ["events", "generate"],
    help: "Follow a panel over time: what they chose and thought becomes rows of events",
    flags: EVENTS_GENERATE_FLAGS,
    notes: EVENTS_GENERATE_NOTES,
    run: async (values, host) =>
      (await import("./events_generate.ts")).eventsGenerate(values, host),
  },
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
  {
    words: ["events", "analyze"],
    operands: [EVENTS_FILE],
    help: "Say what events are like: how complete, how varied, and how far people are told apart",
    flags: EVENTS_ANALYZE_FLAGS,
    notes: EVENTS_ANALYZE_NOTES,
    run: async (values, host, operands) =>
      (await import("./events_analyze.ts")).eventsAnalyze(operands, values, host),
  },
  {
    words: ["events", "compare"],
    help: "Compare the answers of several runs with each other, or with people",
    flags: EVENTS_COMPARE_FLAGS,
    notes: EVENTS_COMPARE_NOTES,
    run: async (values, host) => (await import("./events_compare.ts")).eventsCompare(values, host),
  },
  {
    words: ["events", "import"],
    help: "Make events of people's reviews, to compare with",
    flags: EVENTS_MAKE_FLAGS,
    notes: EVENTS_IMPORT_NOTES,
    run: async (values, host) => (await import("./events_import.ts")).eventsImport(values, host),
  },
  {
    words: ["events", "subset"],
    help: "Draw products with enough ratings from imported events",
    flags: EVENTS_MAKE_FLAGS,
    notes: EVENTS_SUBSET_NOTES,
    run: async (values, host) => (await import("./events_subset.ts")).eventsSubset(values, host),
  },
];
