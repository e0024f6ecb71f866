/** What it means that an error's words match. */
const MEANINGS: readonly (readonly [words: RegExp, meaning: string])[] = [
  [/NotCapable|net access/i, "the program runs without network access"],
  [/refused/i, "the connection was refused"],
  [/dns error|name or service|lookup/i, "the host cannot be found"],
  [/reset|closed|eof|incomplete|unexpected end|body/i, "the connection broke off"],
];

/**
 * Why a request got no answer, in a few words for people: what its error, or the first cause of it, means.
 *
 * @example
 * ```ts
 * import { unreached } from "./unreached.ts";
 *
 * const error = new TypeError("failed", { cause: new Error("Connection refused (os error 111)") });
 * if (unreached(error) !== "the connection was refused") throw new Error();
 * ```
 */
export function unreached(error: Error): string {
  let cause = error;
  while (cause.cause instanceof Error) cause = cause.cause;
  const text = `${cause.name}: ${cause.message}`;
  return MEANINGS.find(([words]) => words.test(text))?.[1] ?? cause.message;
}
