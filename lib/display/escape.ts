const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A text as it can stand in HTML or SVG: what a model, a persona or a file said is shown, never run.
 * What XML does not allow is left out: control characters, halves of surrogate pairs.
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

// Colours and cursor moves; titles and links, up to their end; character sets (ECMA-48).
const SEQUENCES =
  // deno-lint-ignore no-control-regex -- control characters are exactly what is looked for
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]+[0-~]/g;

/**
 * A text as it can stand on a terminal or in a file: without escape sequences, control characters,
 * overrides of the direction of writing and what is no character, line breaks and tabs kept.
 */
export function plain(text: string): string {
  return text.replace(SEQUENCES, "").replace(UNSEEN, "");
}

const UNSEEN =
  // deno-lint-ignore no-control-regex -- control characters are exactly what is looked for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;
