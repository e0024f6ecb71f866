import assert from "node:assert/strict";
import * as z from "zod";
import { fromJsonSchema, toJsonSchema } from "../../lib/schema/json_schema.ts";

const draft4 = "http://json-schema.org/draft-04/schema#";
const draft7 = "http://json-schema.org/draft-07/schema#";

Deno.test("fromJsonSchema() checks what the schema says", () => {
  const cases: [schema: Record<string, unknown>, taken: unknown[], refused: unknown[]][] = [
    [{ type: "integer", minimum: 1, maximum: 5 }, [1, 5], [0, 6, 1.5, "1", null]],
    [{ type: "string", minLength: 2, pattern: "^a" }, ["ab"], ["a", "ba", 1]],
    [{ enum: ["a", 1, null] }, ["a", 1, null], ["b", 2, false]],
    [{ const: 3 }, [3], [4, "3"]],
    [{ type: ["string", "null"], $schema: draft7 }, ["", null], [1]],
    [{ type: "number", minimum: 0, exclusiveMinimum: true, $schema: draft4 }, [0.1], [0]],
    [{ type: "array", items: { type: "string" }, maxItems: 1 }, [[], ["a"]], [["a", "b"], [1]]],
    [{ anyOf: [{ type: "string" }, { type: "boolean" }] }, ["", true], [1]],
    [{ $ref: "#/$defs/a", $defs: { a: { type: "integer" } } }, [1], ["1"]],
    [
      { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
      [{ a: "" }, { a: "", b: 1 }],
      [{}, { a: 1 }, []],
    ],
    [
      { type: "object", properties: { a: {} }, additionalProperties: false },
      [{}, { a: 1 }],
      [{ b: 1 }],
    ],
  ];
  for (const [schema, taken, refused] of cases) {
    const check = fromJsonSchema(schema, "the schema");
    for (const value of taken) assert.ok(check.safeParse(value).success, JSON.stringify(value));
    for (const value of refused) assert.ok(!check.safeParse(value).success, JSON.stringify(value));
  }
});

Deno.test("fromJsonSchema() refuses what is no mapping", () => {
  for (const schema of [null, true, "string", 1, [], undefined]) {
    assert.throws(() => fromJsonSchema(schema, "rating.json"), {
      name: "InputError",
      message: "Cannot read rating.json: must be a JSON Schema, that is a mapping",
    });
  }
});

Deno.test("fromJsonSchema() refuses what it could not check, and names it", () => {
  const refused: [schema: Record<string, unknown>, reason: RegExp][] = [
    [{ type: "nope" }, /nope/],
    [{ not: { type: "string" } }, /not is not supported/],
    [{ if: {}, then: {} }, /if\/then\/else/],
    [{ $ref: "https://example.com/a.json" }, /\$ref/],
    [{ $ref: "#/$defs/none" }, /#\/\$defs\/none/],
    [{ type: "object", properties: { a: { type: "nope" } } }, /nope/],
  ];
  for (const [schema, reason] of refused) {
    assert.throws(() => fromJsonSchema(schema, "rating.json"), (error: Error) => {
      assert.match(error.message, /^Cannot read rating\.json: is no usable JSON Schema: /);
      assert.match(error.message, reason);
      return true;
    });
  }
});

Deno.test("toJsonSchema() is the schema as a model is sent it, without its dialect", () => {
  const schema = z.object({ tier: z.enum(["free", "pro"]), why: z.string().optional() });
  assert.deepEqual(toJsonSchema(schema), {
    type: "object",
    properties: { tier: { type: "string", enum: ["free", "pro"] }, why: { type: "string" } },
    required: ["tier"],
    additionalProperties: false,
  });
});
