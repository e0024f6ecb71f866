/**
 * Words as a sentence: with a capital, unless they begin with a name in quotes, and with a full stop.
 *
 * @example
 * ```ts
 * import { sentence } from "./sentence.ts";
 *
 * if (sentence("it is so") !== "It is so." || sentence("Is it?") !== "Is it?") throw new Error();
 * ```
 */
export function sentence(words: string): string {
  const [first = ""] = words;
  const end = /[.!?…:]$/.test(words) || words === "" ? "" : ".";
  return `${first.toUpperCase()}${words.slice(first.length)}${end}`;
}
