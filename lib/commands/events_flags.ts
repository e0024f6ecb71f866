import { type Host } from "../host/host.ts";
import { type Flag, textOf, UsageError, type Values } from "./flag.ts";

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

/** How what is known of events is written. */
export const EVENTS_FORMAT: Flag = {
  name: "output-format",
  takes: "choice",
  choices: ["text", "json"],
  standard: "text",
  help: "What is written to standard output: lines to read, or one JSON object",
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
  EVENTS_FORMAT,
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

/** The path of a file of events: of that itself, or of `events.jsonl` where it is a folder that has one. */
export async function eventsIn(path: string, files: Host["files"]): Promise<string> {
  const inside = `${path.replace(/\/$/, "")}/events.jsonl`;
  return !await files.isFile(path) && await files.isFile(inside) ? inside : path;
}
