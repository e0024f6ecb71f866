import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { parseEventLine } from "./event_lines.ts";
import { type EventReport, EventValidator } from "./event_validator.ts";

/** How a file of events is checked. */
export interface ValidateOptions {
  /** How many issues are kept; rows are counted all the same. @default 50 */
  readonly maxErrors?: number | undefined;
  /** Where the file is. @default {this machine} */
  readonly host?: Host | undefined;
}

/**
 * Checks a file of events, a JSON line each: every row by itself, that ids are unique, and that evaluations
 * after a selection fit to it. The file is read as it comes and may be larger than the memory.
 *
 * @param path The file, as in `"runs/beers/events.jsonl"`.
 * @throws {Error} When the file cannot be read; what is wrong inside is in the report.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { validateEvents } from "../../mod.ts";
 *
 * const path = await Deno.makeTempFile();
 * await Deno.writeTextFile(path, '{"event_type": "evaluation"}\nnot JSON\n');
 * const { valid, rows, issues } = await validateEvents(path);
 * assert(!valid && rows === 2 && issues.at(-1)?.line === 2);
 * await Deno.remove(path);
 * ```
 */
export async function validateEvents(
  path: string | URL,
  { maxErrors, host = denoHost() }: ValidateOptions = {},
): Promise<EventReport> {
  const validator = new EventValidator(maxErrors === undefined ? {} : { maxErrors });
  let line = 0;
  for await (const text of host.files.readLines(path)) {
    line += 1;
    const read = parseEventLine(text, line);
    if (read === undefined) continue;
    if ("row" in read) validator.take(read.row, line);
    else validator.refuse(read.problem, line);
  }
  return validator.finish();
}
