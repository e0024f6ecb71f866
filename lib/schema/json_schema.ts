import * as z from "zod";
import { InputError } from "./input_error.ts";
import { jsonSchemaCheck, type Node } from "./json_schema_check.ts";
import { schemaIssues, withTypes } from "./json_schema_issues.ts";

/**
 * A schema made from a user's JSON Schema (draft 2020-12, draft-7 or draft-4).
 *
 * @param what What it is, for the error's sentence.
 * @throws {InputError} When it is not an object, or asks for what cannot be checked.
 *
 * @example
 * ```ts
 * import { fromJsonSchema } from "./json_schema.ts";
 *
 * const rating = fromJsonSchema({ type: "integer", minimum: 1, maximum: 5 }, "the rating");
 * if (rating.safeParse(6).success || !rating.safeParse(5).success) throw new Error();
 * ```
 */
export function fromJsonSchema(schema: unknown, what: string): z.ZodType {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) {
    throw new InputError(what, [{
      path: "$",
      message: "must be a JSON Schema, that is a mapping",
    }]);
  }
  // A mapping, as was just seen.
  const issues = schemaIssues(schema as Node);
  if (issues.length > 0) throw new InputError(what, issues);
  try {
    // Zod's converter looks at each keyword and names what cannot be checked.
    z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(what, [{ path: "$", message: `is no usable JSON Schema: ${reason}` }]);
  }
  // Every part of a mapping stays what it was.
  const check = jsonSchemaCheck(withTypes(schema) as Node);
  return z.unknown().superRefine((value, context) => {
    for (const issue of check(value)) context.addIssue({ ...issue });
  });
}

/** The JSON Schema (draft 2020-12) of a schema, as it is sent to models. */
export function toJsonSchema(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
