import { InputError, type Issue } from "../schema/input_error.ts";
import { loneSurrogates } from "../schema/lone_surrogates.ts";
import { checkPersona, isIssues, type Persona } from "./persona.ts";

const MOST_ISSUES = 100;
// All have a place in the memory; a pipe without an end must not fill it.
const MOST_LINES = 5_000_000;

/**
 * The personas of a JSONL file: one JSON object a line, up to five million; blank lines are passed over.
 *
 * @throws {InputError} With everything that is wrong (the first 100 issues), by line.
 */
export async function parsePersonaLines(
  lines: AsyncIterable<string>,
  file: string,
): Promise<Persona[]> {
  const personas: Persona[] = [];
  const issues: Issue[] = [];
  let place = 0;
  for await (const line of lines) {
    place += 1;
    if (place > MOST_LINES) throw tooLong(file);
    // Trimmed of a byte order mark too, which JSON does not take.
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const checked = parseLine(trimmed, place);
    if (isIssues(checked)) issues.push(...checked);
    else personas.push(checked);
    if (issues.length >= MOST_ISSUES) break;
  }
  if (issues.length > 0) throw new InputError(file, issues.slice(0, MOST_ISSUES));
  if (personas.length === 0) {
    throw new InputError(file, [{ path: "$", message: "has no personas" }]);
  }
  return personas;
}

function tooLong(file: string): InputError {
  return new InputError(file, [{
    path: "$",
    message: "must not have more than five million lines",
  }]);
}

function parseLine(text: string, line: number): Persona | readonly Issue[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/ in JSON.*| \(.*/, "") : "";
    return [{ path: "$", message: `is not JSON: ${reason}`, line }];
  }
  const halves = loneSurrogates(data, text);
  const checked = halves.length > 0 ? halves : checkPersona(data);
  return isIssues(checked) ? checked.map((issue) => ({ ...issue, line })) : checked;
}
