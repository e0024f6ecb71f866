import type { Normalised } from "./request.ts";

/**
 * How many tokens a text has here: its UTF-16 length divided by four, rounded up; none for no text.
 *
 * Usage is predictable by it. A prompt counts the system text, the turns and, where one is asked for,
 * the schema as `JSON.stringify` writes it, added up before the division ({@linkcode promptTokens}). A
 * reply counts what is said (the text, the refusal, or the tool's input as JSON) for each choice, and
 * before it the thinking, rounded on its own. The provider's own markup counts for nothing.
 */
export function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/** How many tokens a request sends. */
export function promptTokens(request: Normalised): number {
  let length = request.system.length;
  for (const turn of request.messages) length += turn.text.length;
  if (request.schema !== null) length += JSON.stringify(request.schema).length;
  return Math.ceil(length / 4);
}
