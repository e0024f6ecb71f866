/**
 * Data as a line of JSON that can stand on a terminal. JSON escapes control characters up to U+001F; the
 * later ones, among them one that begins escape sequences, are escaped here.
 */
export function jsonLine(data: unknown): string {
  return `${visible(JSON.stringify(data))}\n`;
}

/** A text of JSON with the control characters escaped that JSON leaves as they are. */
export function visible(json: string): string {
  return json.replace(/[\x7f-\x9f]/g, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
