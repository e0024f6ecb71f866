import { type Command } from "./command.ts";
import { type Flag } from "./flag.ts";
import { RUNS_FORMAT } from "./runs_commands.ts";

/** The flags of `baseline list` that say which baselines are listed. */
export const BASELINE_LIST_FLAGS: readonly Flag[] = [
  {
    name: "search",
    takes: "text",
    value: "WORDS",
    help: "Those only that have all these words in their id, title, wording or options",
  },
  { name: "dataset", takes: "text", value: "NAME", help: "Those of one dataset only, as in ntia" },
];

/** The flags of `baseline show` that say whose answers are shown. */
export const BASELINE_SHOW_FLAGS: readonly Flag[] = [
  {
    name: "year",
    takes: "text",
    value: "YEAR",
    standard: "the latest year",
    help: "The year, a period such as 2021-2024, or pooled for all years together",
  },
  {
    name: "where",
    takes: "text",
    value: "ATTRIBUTE=GROUP",
    standard: "everybody",
    help: "The people of one group only, as in sex=female",
  },
  {
    name: "weighted",
    takes: "nothing",
    help: "Weight the shares by the weights of the survey, where they are known",
  },
];

/** What the flags of `baseline` do not say. */
export const BASELINE_NOTES: readonly string[] = [
  "The folder that QUORUM_BASELINES names holds baselines of your own, in JSON or YAML. Gated datasets are " +
  "refused, those of your own too, unless SYNTHBENCH_ALLOW_GATED is 1.",
];

/** The commands that are about human baselines. What each needs is loaded when it is run. */
export const BASELINE_COMMANDS: readonly Command[] = [
  {
    words: ["baseline", "list"],
    help: "List the human baselines that a panel can be compared with",
    flags: [...BASELINE_LIST_FLAGS, RUNS_FORMAT],
    notes: BASELINE_NOTES,
    run: async (values, host) => (await import("./baseline_list.ts")).baselineList(values, host),
  },
  {
    words: ["baseline", "show"],
    operands: ["ID"],
    help: "Show how people answered a question, and where that is known from",
    flags: [...BASELINE_SHOW_FLAGS, RUNS_FORMAT],
    notes: BASELINE_NOTES,
    run: async (values, host, ids) =>
      (await import("./baseline_show.ts")).baselineShow(ids, values, host),
  },
  {
    words: ["baseline", "validate"],
    operands: ["FILE"],
    help: "Say what is wrong with a file of baselines of your own, all at once",
    flags: [RUNS_FORMAT],
    notes: BASELINE_NOTES,
    run: async (values, host, files) =>
      (await import("./baseline_validate.ts")).baselineValidate(files, values, host),
  },
];
