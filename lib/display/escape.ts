const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A text as it can stand in HTML or SVG: what a model, a persona or a file said is shown, never run.
 * Control characters that XML does not allow are left out.
 *
 * @example
 * ```ts
 * import { escaped } from "./escape.ts";
 *
 * if (escaped("<b>&") !== "&lt;b&gt;&amp;") throw new Error();
 * ```
 */
export function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * A text as it can stand on a terminal: without escape sequences and control characters, line breaks
 * and tabs kept.
 */
export function plain(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are exactly what is looked for
  return text.replace(/\x1b\[[\d;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
}
