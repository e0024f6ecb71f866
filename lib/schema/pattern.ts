import { RE2JS, RE2JSException } from "re2js";

/**
 * A regular expression out of somebody's file. Patterns are RE2's, which take linear time: none can hang
 * a run. Spellings that only JavaScript has, as in `\u00e9`, are taken too.
 *
 * @returns Whether it occurs in a text.
 * @throws {SyntaxError} With the reason, when it is none, or asks for what RE2 has not: looking around and
 * back references.
 *
 * @example
 * ```ts
 * import { linearPattern } from "./pattern.ts";
 *
 * const occurs = linearPattern("^(a+)+$");
 * if (!occurs("aaa") || occurs("a".repeat(100_000) + "!")) throw new Error();
 * ```
 */
export function linearPattern(source: string): (text: string) => boolean {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, "");
    throw new SyntaxError(reason, { cause: error });
  }
}

/** What a pattern must be, where it is not; undefined where it is. */
export function patternIssue(source: unknown): string | undefined {
  if (typeof source !== "string") return "must be a text";
  try {
    linearPattern(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `must be a regular expression of RE2: ${error.message}`;
  }
}
