import assert from "node:assert/strict";
import * as z from "zod";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { InputError, type Schema, shape } from "../../mod.ts";
import { assertSame, fromYaml, schemaIssues, TEXT, wording } from "./questions.ts";

const object = (properties: Schema, ...required: string[]) => ({
  type: "object",
  properties,
  ...(required.length === 0 ? {} : { required }),
});
const compiled = (schema: Schema) => new CompiledQuestion("q", shape(TEXT, schema));
const counted = (schema: Schema, answer: unknown) => compiled(schema).categories(answer);
const values = (schema: Schema) => compiled(schema).options?.map(({ value }) => value) ?? null;

const ANY = { type: "string" };
const SENTIMENT = { enum: ["positive", "negative"] };

Deno.test("shape() is the question of a file with any JSON Schema", () => {
  assertSame(
    fromYaml("{ type: object, properties: { mood: { enum: [good, bad] } }, required: [mood] }"),
    shape(TEXT, object({ mood: { enum: ["good", "bad"] } }, "mood")),
  );
  assertSame(fromYaml("{ enum: [good, bad] }"), shape(TEXT, { enum: ["good", "bad"] }));
  assertSame(
    fromYaml("{ type: integer, minimum: 1 }"),
    shape(TEXT, { type: "integer", minimum: 1 }),
  );
});

Deno.test("shape() takes a zod schema as the JSON Schema that it stands for", () => {
  const source = z.object({ rating: z.int().min(1).max(5), reason: z.string().optional() });
  const { schema } = shape(TEXT, source);
  assert.deepEqual(schema.required, ["rating"]);
  const question = new CompiledQuestion("q", shape(TEXT, source));
  assert.deepEqual(question.read('{"rating": 4}'), { answer: { rating: 4 } });
  assert.match(JSON.stringify(question.read('{"rating": 6}')), /\$\.rating must be at most 5/);
  assert.deepEqual(question.options?.map(({ value }) => value), ["1", "2", "3", "4", "5"]);
});

Deno.test("shape() is put as it is written: the provider gets the form", () => {
  const question = shape(TEXT, object({ sentiment: SENTIMENT }));
  assert.equal(wording(question, null), TEXT);
  assert.equal(new CompiledQuestion("q", question).schema, question.schema);
});

// Case E7 of the specification.
Deno.test("shape() counts for a choice, or for the only property there is", () => {
  assert.deepEqual(counted(object({ choice: ANY }, "choice"), { choice: "A" }), ["A"]);
  assert.deepEqual(counted(object({ choice: { enum: ["A", "B"] } }), { choice: "B" }), ["B"]);
  assert.deepEqual(counted(object({ sentiment: ANY }), { sentiment: "positive" }), ["positive"]);
});

// Case E8 of the specification.
Deno.test("shape() counts for the first of rating, answer, choice, value and label", () => {
  const both = object({ answer: { type: "boolean" }, rating: { type: "integer" } });
  assert.deepEqual(counted(both, { rating: 3, answer: true }), ["3"]);
  assert.deepEqual(counted(object({ answer: { type: "boolean" } }), { answer: true }), ["true"]);
  assert.deepEqual(counted(object({ choice: ANY, why: ANY }), { choice: " A " }), ["A"]);
});

Deno.test("shape() counts a ranking for its first place, and any other list as a whole", () => {
  const ranking = object({ ranked: { type: "array", items: object({ name: ANY }) } });
  const ranked = [{ name: "B", rank: 2 }, { name: " A ", rank: 1 }, { name: "C", rank: 1 }];
  assert.deepEqual(counted(ranking, { ranked }), ["A"]);
  assert.deepEqual(counted(ranking, { ranked: [...ranked, "D"] }).length, 1);
  assert.deepEqual(counted(ranking, { ranked: ["B", "A"] }), ["B|A"]);
  assert.deepEqual(counted(ranking, { ranked: [] }), []);
});

// Case E10 of the specification.
Deno.test("shape() counts for the only property with an enum", () => {
  const schema = object({ sentiment: SENTIMENT, themes: { type: "array", items: ANY } });
  assert.deepEqual(values(schema), ["positive", "negative"]);
  const read = compiled(schema).read('{"themes": ["price"], "sentiment": "negative"}');
  assert.deepEqual(read, { answer: { sentiment: "negative", themes: ["price"] } });
  assert.deepEqual(counted(schema, { sentiment: "negative", themes: ["price"] }), ["negative"]);
});

// Case E2 of the specification.
Deno.test("shape() has no options where any answer is possible or nothing decides", () => {
  assert.equal(values(object({ reason: ANY })), null);
  const two = object({ mood: SENTIMENT, tone: SENTIMENT });
  assert.equal(values(two), null);
  assert.deepEqual(counted(two, { mood: "positive", tone: "negative" }), []);
  assert.deepEqual(counted(object({ choice: ANY }), { choice: " " }), []);
});

Deno.test("shape() has the options of an answer that is itself an enum, a scale or a truth", () => {
  assert.deepEqual(values({ type: "string", enum: ["A", " B "] }), ["A", "B"]);
  assert.deepEqual(counted({ type: "string", enum: ["A", " B "] }, " B "), ["B"]);
  assert.deepEqual(values({ type: "integer", minimum: 1, maximum: 3 }), ["1", "2", "3"]);
  assert.deepEqual(counted({ type: "integer", minimum: 1, maximum: 3 }, 2), ["2"]);
  assert.deepEqual(values({ type: "boolean" }), ["true", "false"]);
  assert.deepEqual(values({ enum: ["A", null] }), ["A"]);
  assert.deepEqual(counted({ enum: ["A", null] }, null), []);
  assert.equal(values({ type: "integer", minimum: 0, maximum: 100 }), null);
});

Deno.test("shape() has options with an order where they are numbers, and none where they are words", () => {
  const ordered = (schema: Schema) => compiled(schema).ordered;
  assert.deepEqual(
    [
      { type: "integer", minimum: 1, maximum: 3 },
      { enum: [1, 2, 4] },
      object({ score: { enum: ["1", "2"] } }, "score"),
      object({ mood: { enum: ["glad", "torn"] } }, "mood"),
      { type: "boolean" },
    ].map(ordered),
    [true, true, true, false, false],
  );
});

Deno.test("shape() refuses a schema that cannot be checked", () => {
  assert.throws(() => shape(TEXT, { $ref: "https://example.org/x" }), InputError);
  assert.match(
    schemaIssues({ type: "object", properties: { a: { $ref: "https://example.org/x" } } }).join(),
    /is no usable JSON Schema/,
  );
});

Deno.test("shape() in a file refuses a type that is near a known one, or none", () => {
  assert.deepEqual(schemaIssues({ type: "scaled", min: 1, max: 5 }), [
    'type names the unknown type "scaled": did you mean "scale"?',
  ]);
  assert.match(schemaIssues({ type: "colour" }).join(), /known are text, scale, likert, enum/);
  for (const schema of [{ typ: "enum", options: ["a"] }, { options: ["a"] }, {}]) {
    assert.match(schemaIssues(schema).join(), /^type is missing: known are text, scale/);
  }
});
