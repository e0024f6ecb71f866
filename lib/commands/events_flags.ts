import { type Host } from "../host/host.ts";
import { type Flag, textOf, UsageError, type Values } from "./flag.ts";
import { RUNS_FORMAT } from "./runs_commands.ts";

/** The file that a command is about, as an operand: it may be given by a flag too. */
export const EVENTS_FILE = "[FILE]";

/** The file that a command is about. */
export const EVENTS_INPUT: Flag = {
  name: "input",
  takes: "text",
  value: "PATH",
  file: true,
  help: "The events: a JSONL file, or the folder of a run; the same as FILE",
};

/** Flags of `events validate`. */
export const EVENTS_VALIDATE_FLAGS: readonly Flag[] = [
  EVENTS_INPUT,
  {
    name: "schema-version",
    takes: "choice",
    choices: ["0.1.0"],
    standard: "0.1.0",
    help: "The version of the form that rows must have",
  },
  {
    name: "max-errors",
    takes: "whole",
    value: "N",
    standard: "50",
    help: "How many problems are listed; all are counted",
  },
  RUNS_FORMAT,
];

/** What the flags of `events validate` do not say. */
export const EVENTS_VALIDATE_NOTES: readonly string[] = [
  "Each row is checked by itself; no two may have the same id; and an evaluation after a selection must be " +
  "of its panelist, its period and a product that it executed, each of which has one row. A file may be " +
  "larger than the memory. Exit codes: 0 nothing is wrong; 1 something is, or the file cannot be read.",
];

/** Flags of `events sample`. */
export const EVENTS_SAMPLE_FLAGS: readonly Flag[] = [
  EVENTS_INPUT,
  { name: "n", takes: "whole", value: "N", standard: "10", help: "How many rows, at most" },
  {
    name: "seed",
    takes: "whole",
    value: "N",
    standard: "0",
    help: "The seed by which they are drawn",
  },
];

const OUTPUT_DIR: Flag = {
  name: "output-dir",
  takes: "text",
  value: "PATH",
  file: true,
  help: "A folder for the files that are made",
};

const CONFIG: Flag = {
  name: "config",
  takes: "text",
  value: "PATH",
  file: true,
  help: "A YAML or JSON file that says what is done",
};

/** Flags of `events analyze`. */
export const EVENTS_ANALYZE_FLAGS: readonly Flag[] = [
  EVENTS_INPUT,
  { ...CONFIG, help: "A YAML or JSON file that names the run and the metrics, in place of FILE" },
  { ...OUTPUT_DIR, help: "A folder for metrics.json and report.md" },
  {
    name: "field",
    takes: "text",
    value: "NAME",
    standard: "rating",
    help: "The outcome by which panelists and products are told apart",
  },
  { name: "seed", takes: "whole", value: "N", standard: "0", help: "The seed of what is drawn" },
  RUNS_FORMAT,
];

/** What the flags of `events analyze` do not say. */
export const EVENTS_ANALYZE_NOTES: readonly string[] = [
  "Keys of --config: run_dir, output_dir, outcome_field, seed, and metrics: { quality, diversity, persona, " +
  "selection }, each true or false. What a questionnaire declares is taken from the metadata.json beside " +
  "the events.",
  "Rates are of evaluations, variances of the population, entropies in bits. The distance between panelists " +
  "is of all pairs; where there are too many of them and not everybody met every product, of pairs drawn " +
  "by the seed, which is said.",
];

/** Flags of `events compare`. */
export const EVENTS_COMPARE_FLAGS: readonly Flag[] = [
  { ...CONFIG, help: "A YAML or JSON file that names the runs (required)" },
  { ...OUTPUT_DIR, help: "A folder for comparison.json and comparison_report.md" },
  { name: "seed", takes: "whole", value: "N", standard: "0", help: "The seed of what is drawn" },
  RUNS_FORMAT,
];

/** What the flags of `events compare` do not say. */
export const EVENTS_COMPARE_NOTES: readonly string[] = [
  "Keys of --config: conditions, each with run_dir and, where wanted, label, model, strategy, condition_type " +
  "(synthetic or real) and events_filename; and outcome_field, rating_scale, benchmark_top_k_products, " +
  "output_dir, seed.",
  "With one condition that is real, every other one is held against it, product by product too; with none, " +
  "all are held against each other. Beside each divergence stand its value without bias, its 95 % interval " +
  "and what chance makes of two samples of these sizes; several answers of one panelist count as what they " +
  "are worth.",
];

/** Flags of `events import` and `events subset`. */
export const EVENTS_MAKE_FLAGS: readonly Flag[] = [
  { ...CONFIG, help: "A YAML or JSON file that says what is made of what (required)" },
  { ...OUTPUT_DIR, help: "The folder for what is made, in place of output_dir" },
  RUNS_FORMAT,
];

/** What the flags of `events import` do not say. */
export const EVENTS_IMPORT_NOTES: readonly string[] = [
  "Keys of --config, under source: name (amazon_reviews_2023), reviews_path and metadata_path (JSON lines, " +
  "also packed as .gz), category, output_dir, import_mode (in_memory or streaming), time_index_mode " +
  "(panelist_sequence, raw_timestamp or global_sequence), require_metadata_match_for_events, " +
  "trace_field_map, product_description_fallback_to_features, include_raw_product_meta, " +
  "include_raw_review_meta, min_reviews_per_persona, max_reviews, max_metadata_rows.",
  "Makes events.jsonl, products.jsonl, personas.jsonl, stats.json, metadata.json and data_dictionary.json. A " +
  "review is an evaluation; a person's reviews are their periods. Such people have no text yet.",
];

/** What the flags of `events subset` do not say. */
export const EVENTS_SUBSET_NOTES: readonly string[] = [
  "Keys of --config: import_dir, output_dir, seed (0), min_reviews_per_product (25), max_products (100; null " +
  "for all), require_product_record (true). Products with enough ratings are drawn by the seed, and their " +
  "ratings, their records and the people who gave them are copied.",
];

/**
 * The path of the events that a command is about: that of a file, or of `events.jsonl` in a folder.
 *
 * @throws {UsageError} When none is given, or both an operand and the flag are.
 */
export async function eventsPath(
  command: string,
  [operand]: readonly string[],
  values: Values,
  { files }: Host,
): Promise<string> {
  const flag = textOf(values, "input");
  if (operand !== undefined && flag !== undefined) {
    throw new UsageError(`Cannot use --input with ${command}: FILE is given too`);
  }
  const path = operand ?? flag;
  if (path === undefined) {
    throw new UsageError(`Cannot do "${command}": FILE or --input is missing`);
  }
  return await eventsIn(path, files);
}

/** The path of a file of events: of that itself, or of `events.jsonl` where it is a folder that has one; one that has none is refused. */
export async function eventsIn(path: string, files: Host["files"]): Promise<string> {
  const inside = `${path.replace(/\/$/, "")}/events.jsonl`;
  if (await files.isFile(path)) return path;
  if (await files.isFile(inside)) return inside;
  if (!await files.isFolder(path)) return path;
  throw new Error(
    `Cannot read events from "${path}": it is a folder without events.jsonl; expected is a file of ` +
      "events, or the folder of a panel that was followed to its end",
  );
}
