import { InputError, type Issue } from "../schema/input_error.ts";
import { checkPersona, isIssues, type Persona } from "./persona.ts";

const MOST_ISSUES = 100;

/**
 * The personas of a JSONL text: one JSON object a line; blank lines are passed over.
 *
 * @throws {InputError} With everything that is wrong (the first 100 issues), by line.
 */
export function parsePersonaLines(text: string, file: string): Persona[] {
  const personas: Persona[] = [];
  const issues: Issue[] = [];
  for (const [place, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const checked = parseLine(line, place + 1);
    if (isIssues(checked)) issues.push(...checked);
    else personas.push(checked);
    if (issues.length >= MOST_ISSUES) break;
  }
  if (issues.length > 0) throw new InputError(file, issues);
  if (personas.length === 0) {
    throw new InputError(file, [{ path: "$", message: "has no personas" }]);
  }
  return personas;
}

function parseLine(text: string, line: number): Persona | readonly Issue[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/ in JSON.*| \(.*/, "") : "";
    return [{ path: "$", message: `is not JSON: ${reason}`, line }];
  }
  const checked = checkPersona(data);
  return isIssues(checked) ? checked.map((issue) => ({ ...issue, line })) : checked;
}
