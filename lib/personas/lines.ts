import { readJsonLines } from "../schema/json_lines.ts";
import { checkPersona, isIssues, type Persona } from "./persona.ts";

/**
 * The personas of a JSONL file: one JSON object a line, up to five million; blank lines are passed over.
 *
 * @throws {InputError} With everything that is wrong (the first 100 issues), by line.
 */
export async function parsePersonaLines(
  lines: AsyncIterable<string>,
  file: string,
): Promise<Persona[]> {
  const read = await readJsonLines(lines, {
    file,
    what: "personas",
    check: (data) => {
      const checked = checkPersona(data);
      return isIssues(checked) ? { issues: checked } : { value: checked };
    },
  });
  return read.map(({ value }) => value);
}
