import assert from "node:assert/strict";
import { fromJsonSchema } from "../../lib/schema/json_schema.ts";

function takes(schema: unknown, value: unknown): boolean {
  return fromJsonSchema(schema, "the schema").safeParse(value).success;
}

Deno.test("fromJsonSchema() checks keywords without a type as those of the type they are about", () => {
  const form = {
    properties: { mood: { type: "string", enum: ["pos", "neg"] } },
    required: ["mood"],
  };
  assert.equal(takes(form, { mood: "banana" }), false);
  assert.equal(takes(form, { mood: "pos" }), true);
  assert.equal(takes({ minimum: 5 }, 1), false);
  assert.equal(takes({ minLength: 3 }, "a"), false);
  assert.equal(takes({ items: { type: "string" }, maxItems: 1 }, ["a", "b"]), false);
});

Deno.test("fromJsonSchema() refuses slips, patterns that RE2 has not and circles, each with its path", () => {
  const refused = (schema: unknown, sentence: RegExp) =>
    assert.throws(() => fromJsonSchema(schema, "the schema"), { message: sentence });
  refused({ tpye: "string" }, /\$\.tpye is an unknown keyword: did you mean "type"\?/);
  const back = { type: "object", properties: { s: { type: "string", pattern: "(a)\\1" } } };
  refused(back, /: \$\.properties\.s\.pattern must be a regular expression of RE2: .*`\\1`$/);
  refused({ patternProperties: { "(?=a)": {} } }, /\$\.patternProperties\["\(\?=a\)"\] must be a/);
  refused({ type: "string", pattern: 5 }, /\$\.pattern must be a text/);
  const circle = {
    $defs: { a: { $ref: "#/$defs/a" } },
    type: "object",
    properties: { s: { $ref: "#/$defs/a" } },
  };
  refused(circle, /refers to nothing but itself/);
  const turns = { allOf: [{ type: "object" }, { $ref: "#/$defs/b" }] };
  const way = { $defs: { a: turns, b: { anyOf: [{ $ref: "#/$defs/a" }] } }, $ref: "#/$defs/a" };
  refused(way, /refers to nothing but itself/);
});

Deno.test("fromJsonSchema() takes a schema that refers to itself on the way down", () => {
  const tree = {
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
    $ref: "#/$defs/node",
  };
  assert.equal(takes(tree, { next: { next: {} } }), true);
  assert.equal(takes(tree, { next: 3 }), false);
});
