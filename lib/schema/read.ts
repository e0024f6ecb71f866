import type * as z from "zod";
import { InputError, type Issue } from "./input_error.ts";
import { wording } from "./wording.ts";

/**
 * Checks foreign data against a schema and returns it typed. All that is wrong is reported at once,
 * each with its path.
 *
 * @param what What is read: a file's path, or a few words, for the error's sentence.
 * @throws {InputError} When the data is not as the schema says.
 *
 * @example
 * ```ts
 * import { read } from "./read.ts";
 * import * as z from "zod";
 *
 * const age = read(z.object({ age: z.int() }), { age: 34 }, "the persona").age;
 * if (age !== 34) throw new Error();
 * ```
 */
export function read<T>(schema: z.ZodType<T>, data: unknown, what: string): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new InputError(what, issuesOf(result.error, data));
}

/** Every issue of a failed check, worded for the person who wrote the data. */
export function issuesOf(error: z.ZodError, data: unknown): Issue[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    if (issue.code !== "unrecognized_keys") {
      return [{ path: pathText(path), message: wording(issue, valueAt(data, path)) }];
    }
    // `strict()` words each key on a line of its own, zod all of them in one.
    const messages = issue.message.startsWith("is ") ? issue.message.split("\n") : [];
    return issue.keys.map((key, place) => ({
      path: pathText([...path, key]),
      message: messages[place] ?? "is an unknown key",
    }));
  });
}

/** A path as text: `["rounds", 1, "name"]` is `$.rounds[1].name`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return /^[A-Za-z_][\w-]*$/.test(step) ? `${text}.${step}` : `${text}[${JSON.stringify(step)}]`;
  }, "$");
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const step of path) {
    if (value === null || typeof value !== "object") return undefined;
    // Any object can be asked for any key; what is not there is undefined.
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
