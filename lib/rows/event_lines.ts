/** A line of a file of events that was read, or why it could not be. */
export type EventLine =
  | { readonly line: number; readonly row: unknown }
  | { readonly line: number; readonly problem: string };

/**
 * Reads a line of a file of events; undefined where it is blank.
 *
 * @param line Which one it is, from 1.
 */
export function parseEventLine(text: string, line: number): EventLine | undefined {
  try {
    return { line, row: JSON.parse(text) };
  } catch (error) {
    // Trimmed of a byte order mark too, which JSON does not take.
    const trimmed = text.trim();
    if (trimmed === "") return undefined;
    if (trimmed !== text) return parseEventLine(trimmed, line);
    const reason = error instanceof Error ? error.message.replace(/ in JSON.*| \(.*/, "") : "";
    return { line, problem: `is not JSON: ${reason}` };
  }
}
