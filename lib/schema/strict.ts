import * as z from "zod";
import { suggest } from "./suggest.ts";

/**
 * A zod object that refuses unknown keys and names the nearest known one.
 *
 * @param options `elsewhere` says where keys belong that are known in another place.
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
  { elsewhere = {} }: { readonly elsewhere?: Readonly<Record<string, string>> } = {},
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        // A line a key; `issuesOf` gives each its own path.
        ? issue.keys.map((key) => `is an unknown key: ${hint(key, known, elsewhere)}`).join("\n")
        : undefined,
  });
}

function hint(
  key: string,
  known: readonly string[],
  elsewhere: Readonly<Record<string, string>>,
): string {
  const place = Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
  if (place !== undefined) return `it belongs ${place}`;
  const near = suggest(key, known);
  if (near) return `did you mean "${near}"?`;
  return known.length === 0 ? "none is known here" : `known are ${known.join(", ")}`;
}
