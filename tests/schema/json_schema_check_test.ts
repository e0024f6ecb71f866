import assert from "node:assert/strict";
import { fromJsonSchema } from "../../lib/schema/json_schema.ts";
import { issuesOf } from "../../lib/schema/read.ts";

/** What is wrong with a value, in words. */
function wrong(schema: unknown, value: unknown): string[] {
  const { error } = fromJsonSchema(schema, "the schema").safeParse(value);
  return error === undefined
    ? []
    : issuesOf(error, value).map((one) => `${one.path} ${one.message}`);
}

const ZIP = { type: "string", pattern: "^\\d{5}$" };
const NOT_ZIP = "must be a text in which the pattern ^\\d{5}$ occurs";

Deno.test("fromJsonSchema() checks patterns wherever they stand, each with its path", () => {
  const cases: [schema: Record<string, unknown>, right: unknown, not: unknown, path: string][] = [
    [ZIP, "12345", "1", "$"],
    [{ type: ["string", "null"], pattern: "^a" }, null, "b", "$"],
    [{ properties: { zip: ZIP } }, { zip: "12345" }, { zip: "1" }, "$.zip"],
    [{ additionalProperties: ZIP }, { a: "12345" }, { a: "1" }, "$.a"],
    [{ items: ZIP }, ["12345"], ["12345", "1"], "$[1]"],
    [{ prefixItems: [{}, ZIP] }, [1, "12345"], [1, "1"], "$[1]"],
    [{ items: [{}, ZIP], additionalItems: false }, [1, "12345"], [1, "1"], "$[1]"],
    [{ allOf: [{ type: "string" }, ZIP] }, "12345", "1", "$"],
    [{ $defs: { zip: ZIP }, items: { $ref: "#/$defs/zip" } }, ["12345"], ["1"], "$[0]"],
    [{ type: "object", propertyNames: ZIP }, { 12345: 1 }, { a: 1 }, "$.a"],
  ];
  for (const [schema, right, not, path] of cases) {
    assert.deepEqual(wrong(schema, right), [], JSON.stringify(schema));
    const [first = "", ...others] = wrong(schema, not);
    assert.deepEqual([others, first.startsWith(`${path} must be a text in which`)], [[], true]);
  }
});

Deno.test("fromJsonSchema() decides between forms by their patterns too", () => {
  const some = { anyOf: [ZIP, { type: "null" }] };
  assert.deepEqual(["12345", null, "1", 1].map((value) => wrong(some, value).length), [0, 0, 1, 1]);
  assert.deepEqual(wrong(some, "1"), ['$ must be of another form, not "1"']);
  const one = { oneOf: [{ type: "string", pattern: "a" }, { type: "string", pattern: "b" }] };
  assert.deepEqual(["a", "b", "ab", "c"].map((value) => wrong(one, value).length), [0, 0, 1, 1]);
  const list = { type: "array", contains: ZIP, maxContains: 1 };
  const lists = [["x", "12345"], ["x"], ["12345", "54321"]];
  assert.deepEqual(lists.map((value) => wrong(list, value).length), [0, 1, 1]);
});

Deno.test("fromJsonSchema() checks members by the patterns of their names", () => {
  const schema = {
    type: "object",
    properties: { name: { type: "string" } },
    patternProperties: { "^s_": { type: "string" }, "_n$": { type: "integer" } },
    additionalProperties: false,
  };
  assert.deepEqual(wrong(schema, { name: "x", s_a: "y", a_n: 1 }), []);
  assert.deepEqual(wrong(schema, { s_a: 1, b: 2, s_n: "z" }), [
    "$.s_a must be a text, not 1",
    "$.b is an unknown key",
    '$.s_n must be a number, not "z"',
  ]);
  const open = { ...schema, additionalProperties: { type: "boolean" } };
  assert.deepEqual(wrong(open, { b: 2 }), ["$.b must be true or false, not 2"]);
});

Deno.test("fromJsonSchema() checks whatever is wrong at once, and what is missing", () => {
  const schema = {
    type: "object",
    properties: { zip: ZIP, tags: { type: "array", minItems: 2 }, any: {} },
    required: ["zip", "any", "other"],
  };
  assert.deepEqual(wrong(schema, { tags: ["a"] }), [
    "$.tags must be a list of at least 2 items, not a list of 1 item",
    "$.zip is missing: it must be a text",
    "$.any is missing: it must be there",
    "$.other is missing: it must be there",
  ]);
  assert.deepEqual(wrong(schema, { zip: "1", any: 1, other: 1 }), [`$.zip ${NOT_ZIP}`]);
});

Deno.test("fromJsonSchema() comes to an end with patterns on which backtracking does not", () => {
  const [slow, text] = ["^(a+)+$", `${"a".repeat(20_000)}!`];
  const schema = {
    type: "object",
    properties: { s: { type: "string", pattern: slow } },
    patternProperties: { [slow]: { type: "integer" } },
  };
  assert.equal(wrong(schema, { s: text, [text]: 1 }).length, 1);
});
