import { type Host } from "../host/host.ts";
import { plain } from "../display/escape.ts";

/** Writes warnings to standard error, a line each. */
export function warn(sentences: readonly string[], { terminal }: Pick<Host, "terminal">): void {
  for (const sentence of sentences) terminal.err(`warning: ${oneLine(sentence)}\n`);
}

/** Words of a file's or a provider's as one line: none can look like a line of ours. */
export function oneLine(words: string): string {
  return plain(words).replace(/\s+/g, " ");
}
