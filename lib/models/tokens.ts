import { type Request } from "./model.ts";

/**
 * About how many tokens a text of so many characters has: four characters to a token, rounded up. It is
 * the one estimate of the program; what was really used, a provider tells afterwards.
 *
 * @example
 * ```ts
 * import { tokensOf } from "./tokens.ts";
 *
 * if (tokensOf("Which tier?".length) !== 3) throw new Error();
 * ```
 */
export function tokensOf(characters: number): number {
  return Math.ceil(characters / 4);
}

/** About how many tokens a request sends: its system prompt and its turns. */
export function inputTokens({ system, messages }: Pick<Request, "system" | "messages">): number {
  return tokensOf(messages.reduce((size, { content }) => size + content.length, system.length));
}
