import { InputError, type Issue } from "./input_error.ts";
import { loneSurrogates } from "./lone_surrogates.ts";
import { protoNames } from "./proto_names.ts";

/** What the value of one line was checked as. */
export type Checked<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/** A value and the line it stands on, from 1. */
export interface Line<T> {
  readonly value: T;
  readonly line: number;
}

const MOST_ISSUES = 100;
// All have a place in the memory; a pipe without an end must not fill it.
const MOST_LINES = 5_000_000;

/**
 * The values of a JSONL file: one JSON value a line, up to five million; blank lines are passed over.
 *
 * @param options `check` makes a value of a line's data; `what` names the values, as in `"personas"`.
 * @throws {InputError} With everything that is wrong (the first 100 issues), by line; also when there are
 * no values.
 *
 * @example
 * ```ts
 * import { readJsonLines } from "./json_lines.ts";
 *
 * async function* lines() {
 *   yield '{"age": 34}';
 * }
 * const options = { file: "a.jsonl", what: "people", check: (value: unknown) => ({ value }) };
 * const [first] = await readJsonLines(lines(), options);
 * if (first?.line !== 1) throw new Error();
 * ```
 */
export async function readJsonLines<T>(
  lines: AsyncIterable<string>,
  { file, what, check }: {
    readonly file: string;
    readonly what: string;
    readonly check: (data: unknown) => Checked<T>;
  },
): Promise<Line<T>[]> {
  const values: Line<T>[] = [];
  const issues: Issue[] = [];
  let place = 0;
  for await (const line of lines) {
    place += 1;
    if (place > MOST_LINES) throw refusal(file, "must not have more than five million lines");
    // Trimmed of a byte order mark too, which JSON does not take.
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const checked = checkLine(trimmed, check);
    if ("value" in checked) values.push({ value: checked.value, line: place });
    else issues.push(...checked.issues.map((issue) => ({ ...issue, line: place })));
    if (issues.length >= MOST_ISSUES) break;
  }
  if (issues.length > 0) throw new InputError(file, issues.slice(0, MOST_ISSUES));
  if (values.length === 0) throw refusal(file, `has no ${what}`);
  return values;
}

function refusal(file: string, message: string): InputError {
  return new InputError(file, [{ path: "$", message }]);
}

function checkLine<T>(text: string, check: (data: unknown) => Checked<T>): Checked<T> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/ in JSON.*| \(.*/, "") : "";
    return { issues: [{ path: "$", message: `is not JSON: ${reason}` }] };
  }
  const issues = [...loneSurrogates(data, text), ...protoNames(data, text)];
  return issues.length > 0 ? { issues } : check(data);
}
