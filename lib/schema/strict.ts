import * as z from "zod";
import { suggest } from "./suggest.ts";

/**
 * A zod object that refuses unknown keys and names the nearest known one.
 *
 * @example
 * ```ts
 * import { read } from "./read.ts";
 * import { strict } from "./strict.ts";
 * import * as z from "zod";
 *
 * try {
 *   read(strict({ text: z.string() }), { text: "a", optins: 1, txt: 2 }, "q.yaml");
 * } catch (error) {
 *   if (!(error instanceof Error && error.message.includes('did you mean "text"'))) throw error;
 * }
 * ```
 */
export function strict<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? unknownKeys(issue.keys, known) : undefined,
  });
}

// Words the refusal of unknown keys, a line a key; `issuesOf` gives each its own path.
function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys.map((key) => {
    const near = suggest(key, known);
    return near
      ? `is an unknown key: did you mean "${near}"?`
      : `is an unknown key: known are ${known.join(", ")}`;
  }).join("\n");
}
