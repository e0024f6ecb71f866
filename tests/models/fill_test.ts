import fc from "fast-check";
import assert from "node:assert/strict";
import { choice } from "../../lib/instruments/choice.ts";
import { type Question } from "../../lib/instruments/kinds.ts";
import { multi } from "../../lib/instruments/multi.ts";
import { number } from "../../lib/instruments/number.ts";
import { pick } from "../../lib/instruments/pick.ts";
import { rank } from "../../lib/instruments/rank.ts";
import { scale } from "../../lib/instruments/scale.ts";
import { shape } from "../../lib/instruments/shape.ts";
import { text } from "../../lib/instruments/text.ts";
import { themes } from "../../lib/instruments/themes.ts";
import { yesNo } from "../../lib/instruments/yes_no.ts";
import { fill } from "../../lib/models/fill.ts";
import { type JsonSchema } from "../../lib/models/model.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { stream } from "../../lib/random/stream.ts";
import { fromJsonSchema } from "../../lib/schema/json_schema.ts";
import { request } from "./requests.ts";
import { answersOf, crowd } from "./respondents.ts";

/** Fills a schema for many streams and holds each value against the schema. */
function assertFills(schema: JsonSchema, about = request().about): unknown[] {
  const check = fromJsonSchema(schema, "the schema");
  return Array.from({ length: 60 }, (_, seed) => {
    const value = fill(schema, about, stream(seed));
    const { success, error } = check.safeParse(value);
    assert.ok(success, `${JSON.stringify(value)} for ${JSON.stringify(schema)}: ${error}`);
    return value;
  });
}

Deno.test("fill() keeps numbers in their range and on their steps", () => {
  assertFills({ type: "number", minimum: 0, maximum: 500 });
  assertFills({ type: "number", minimum: 0.001, maximum: 0.002 });
  assertFills({ type: "number", maximum: -50 });
  assertFills({ type: "number", minimum: 1000 });
  assertFills({ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 });
  assertFills({ type: "number", minimum: 0, maximum: 10, multipleOf: 0.25 });
  assertFills({ type: "integer", minimum: -3, maximum: 3 });
  assertFills({ type: "integer", exclusiveMinimum: 4, maximum: 6 });
  assertFills({ type: "integer", minimum: 10, maximum: 90, multipleOf: 20 });
});

Deno.test("fill() takes the range of exact whole numbers for none", () => {
  const max = Number.MAX_SAFE_INTEGER;
  const values = assertFills({ type: "integer", minimum: -max, maximum: max });
  assert.ok(values.every((value) => Number(value) >= 0 && Number(value) <= 100));
  const above = assertFills({ type: "integer", minimum: 5, maximum: max });
  assert.ok(above.every((value) => Number(value) <= 105));
});

Deno.test("fill() keeps lists to their length and their items apart", () => {
  const tags = { enum: ["a", "b", "c", "d"] };
  assertFills({ type: "array", items: tags, minItems: 3, maxItems: 3, uniqueItems: true });
  assertFills({ type: "array", items: { type: "number" }, minItems: 2, maxItems: 5 });
  assertFills({ type: "array", items: tags, maxItems: 0 });
  assertFills({ type: "array", prefixItems: [{ type: "string" }, { type: "integer" }] });
});

Deno.test("fill() fills objects inside objects, and lists of them", () => {
  assertFills({
    type: "object",
    properties: {
      person: {
        type: "object",
        properties: { name: { type: "string" }, likes: { type: "array", items: { enum: [1, 2] } } },
        required: ["name", "likes"],
        additionalProperties: false,
      },
      visits: {
        type: "array",
        minItems: 1,
        items: { type: "object", properties: { at: { type: "integer" } }, required: ["at"] },
      },
    },
    required: ["person", "visits"],
    additionalProperties: false,
  });
});

Deno.test("fill() knows constants, choices, unions, intersections, truth and nothing", () => {
  assert.deepEqual(new Set(assertFills({ enum: ["a", 1, null] })), new Set(["a", 1, null]));
  assert.deepEqual(new Set(assertFills({ type: "boolean" })), new Set([true, false]));
  assertFills({ const: "only" });
  assertFills({ type: "null" });
  assertFills({ type: ["string", "null"] });
  const union = assertFills({ anyOf: [{ type: "boolean" }, { type: "integer", minimum: 5 }] });
  assert.equal(new Set(union.map((value) => typeof value)).size, 2);
  assertFills({ oneOf: [{ const: 1 }, { const: 2 }] });
  const [a, b] = [{ a: { type: "string" } }, { b: { type: "boolean" } }];
  assertFills({
    allOf: [
      { type: "object", properties: a, required: ["a"] },
      { type: "object", properties: b, required: ["b"] },
    ],
  });
});

Deno.test("fill() keeps texts to their length and to the usual formats", () => {
  assertFills({ type: "string", minLength: 40 });
  assertFills({ type: "string", maxLength: 3 });
  for (const format of ["date", "date-time", "email", "uri", "uuid"]) {
    assertFills({ type: "string", format });
  }
});

Deno.test("fill() follows references, also where a schema refers to itself", () => {
  const person = {
    type: "object",
    properties: {
      name: { type: "string" },
      friends: { type: "array", items: { $ref: "#/$defs/person" } },
    },
    required: ["name", "friends"],
  };
  assertFills({ $defs: { person }, $ref: "#/$defs/person" });
});

Deno.test("fill() gives the same value for the same persona and stream", () => {
  const schema = { type: "array", minItems: 5, items: { type: "number" } };
  const [about] = [request().about];
  assert.deepEqual(fill(schema, about, stream(3)), fill(schema, about, stream(3)));
  assert.notDeepEqual(fill(schema, about, stream(3)), fill(schema, about, stream(4)));
});

Deno.test("fill() keeps any range of numbers", () => {
  const bounds = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 500 }));
  fc.assert(
    fc.property(bounds, fc.constantFrom("integer", "number"), ([low, width], type) => {
      assertFills({ type, minimum: low, maximum: low + width });
    }),
    { seed: 3, numRuns: 40 },
  );
});

Deno.test("simulated() gives every kind of question an answer of its form", async () => {
  const options = ["free", "pro", "team", "none"];
  const questions: Question[] = [
    choice("Which?", options),
    choice("Which?", [{ id: "b1", label: "Pale ale" }, { id: "b2" }], { ordered: true }),
    multi("Which?", options, { min: 2, max: 3 }),
    multi("Which?", options, { min: 0 }),
    pick("Which?", options, { max: 2 }),
    rank("In which order?", options),
    themes("What about?", options),
    themes("What about?", options, { multi: false }),
    scale("How much?", 1, 5),
    scale("How much?", 0, 100),
    number("How much?", { min: 0.5, max: 0.75 }),
    number("How many?", { whole: true, max: -1 }),
    number("How many?", { whole: true }),
    yesNo("Would you?"),
    text("Why?"),
    shape("How?", { type: "array", items: { enum: options }, minItems: 2, uniqueItems: true }),
    shape("How?", {
      type: "object",
      properties: { answer: { enum: options }, why: { type: "string" }, sure: { type: "boolean" } },
      required: ["answer", "why", "sure"],
      additionalProperties: false,
    }),
  ];
  for (const question of questions) {
    const answers = await answersOf(simulated(), question, crowd(100));
    assert.ok(new Set(answers.map((answer) => JSON.stringify(answer))).size > 1, question.kind);
  }
  const rankings = await answersOf(simulated(), rank("In which order?", options), crowd(50));
  for (const ranking of rankings) {
    assert.deepEqual(Array.from(Object(ranking)).sort(), options.toSorted());
  }
});

Deno.test("fill() draws numbers of a list by leaning, and leaves none out over many personas", () => {
  const question = {
    key: "q",
    kind: "shape",
    text: "?",
    options: null,
    order: null,
    ordered: false,
  };
  const drawn = Array.from({ length: 300 }, (_, place) => {
    const about = { purpose: "answer", panelist: "p", repeat: 0, question } as const;
    const persona = { trait: `t${place}` };
    return fill({ enum: [9, 1, 5] }, { ...about, persona }, stream(place));
  });
  assert.deepEqual([...new Set(drawn)].sort(), [1, 5, 9]);
  const means = Array.from({ length: 10 }, (_, place) => {
    const persona = { trait: `t${place}` };
    const about = { purpose: "answer", panelist: "p", repeat: 0, persona, question } as const;
    const values = Array.from(
      { length: 300 },
      (_, seed) => fill({ enum: [9, 1, 5] }, about, stream(seed)),
    );
    return values.reduce((sum: number, value) => sum + Number(value), 0) / 300;
  });
  // Of equally likely values a mean of 300 has a standard error of 0.19.
  assert.ok(Math.max(...means) - Math.min(...means) > 1.5, String(means));
});
