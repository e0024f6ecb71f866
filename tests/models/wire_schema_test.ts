import assert from "node:assert/strict";
import { choice } from "../../lib/instruments/choice.ts";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { type Question } from "../../lib/instruments/kinds.ts";
import { multi } from "../../lib/instruments/multi.ts";
import { number } from "../../lib/instruments/number.ts";
import { pick } from "../../lib/instruments/pick.ts";
import { rank } from "../../lib/instruments/rank.ts";
import { scale } from "../../lib/instruments/scale.ts";
import { shape } from "../../lib/instruments/shape.ts";
import { themes } from "../../lib/instruments/themes.ts";
import { yesNo } from "../../lib/instruments/yes_no.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { requiresAll, wireSchema } from "../../lib/models/wire_schema.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { request, SIGNAL } from "./requests.ts";

Deno.test("wireSchema() leaves out the checks that providers refuse, at every depth", () => {
  const sent = wireSchema({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      age: { type: "integer", minimum: 18, maximum: 99, description: "in years" },
      tags: {
        type: "array",
        minItems: 2,
        uniqueItems: true,
        items: { type: "string", pattern: "a" },
      },
      either: { anyOf: [{ type: "string", format: "date" }, { type: "null", default: null }] },
    },
    required: ["age", "tags", "either"],
    minProperties: 1,
  });
  assert.deepEqual(sent, {
    type: "object",
    properties: {
      age: { type: "integer", description: "in years" },
      tags: { type: "array", items: { type: "string" } },
      either: { anyOf: [{ type: "string" }, { type: "null" }] },
    },
    required: ["age", "tags", "either"],
    additionalProperties: false,
  });
});

Deno.test("wireSchema() closes every object, also where it is not said to be one", () => {
  const sent = wireSchema({
    properties: { inner: { type: "object", properties: {} } },
    $defs: { part: { type: "object", additionalProperties: { type: "string" } } },
  });
  assert.deepEqual(sent, {
    properties: { inner: { type: "object", properties: {}, additionalProperties: false } },
    $defs: { part: { type: "object", additionalProperties: false } },
    additionalProperties: false,
  });
});

Deno.test("wireSchema() tells an author's names and values from keywords", () => {
  const schema = {
    type: "object",
    properties: {
      pattern: { type: "string" },
      minimum: { enum: [{ format: "a5", default: 1 }, "b"] },
      default: { const: { maximum: 7 } },
    },
    required: ["pattern", "minimum", "default"],
    additionalProperties: false,
  };
  assert.deepEqual(wireSchema(schema), schema);
});

Deno.test("wireSchema() says anyOf for oneOf, which providers do not know", () => {
  const branches = [{ type: "string" }, { type: "null" }];
  assert.deepEqual(wireSchema({ oneOf: branches }), { anyOf: branches });
});

Deno.test("wireSchema() leaves the schema itself as it was", () => {
  const schema = { type: "object", properties: { a: { type: "number", minimum: 1 } } };
  const before = structuredClone(schema);
  wireSchema(schema);
  assert.deepEqual(schema, before);
});

Deno.test("requiresAll() is whether every property of every object is required", () => {
  const inner = (required: string[]) => ({
    type: "object",
    properties: { list: { type: "array", items: { properties: { a: {}, b: {} }, required } } },
    required: ["list"],
  });
  assert.ok(requiresAll(inner(["a", "b"])));
  assert.ok(!requiresAll(inner(["a"])));
  assert.ok(!requiresAll({ properties: { a: {} } }));
  assert.ok(!requiresAll({ anyOf: [{ type: "null" }, { properties: { a: {} } }] }));
  assert.ok(requiresAll({ type: "string" }));
});

Deno.test("wireSchema() makes of every kind of question what both providers take", async () => {
  const options = ["free", "pro", "team"];
  const questions: Question[] = [
    choice("Which?", options),
    multi("Which?", options, { min: 2 }),
    rank("Which?", options),
    pick("Which?", options, { max: 2 }),
    themes("Which?", options),
    scale("How much?", 1, 5),
    number("How much?", { min: 0, max: 500 }),
    number("How many?", { whole: true }),
    yesNo("Would you?"),
    shape("How?", { type: "array", items: { type: "number", minimum: 3 }, minItems: 2 }),
    shape("How?", {
      type: "object",
      properties: { mood: { oneOf: [{ const: "good", type: "string" }, { type: "null" }] } },
      required: ["mood"],
    }),
  ];
  await using loop = startLoopback();
  const host = hostWith({ env: envFor(loop) });
  for (const name of ["gpt-4o", "claude-haiku-4-5"]) {
    const model = resolveModel(name, host);
    for (const question of questions) {
      const { schema } = new CompiledQuestion("q", question);
      await model.reply(request({ schema }), SIGNAL);
    }
  }
  // Neither refused any of them, so none had to be asked for in another form.
  assert.deepEqual(loop.countByStatus, { 200: 2 * questions.length });
});

Deno.test("wireSchema() adds the type that the values of an enum have, for the strict form", () => {
  const typeOf = (schema: Record<string, unknown>) => wireSchema(schema).type;
  assert.equal(typeOf({ enum: ["good", "bad"] }), "string");
  assert.equal(typeOf({ enum: [1, 2] }), "integer");
  assert.equal(typeOf({ const: true }), "boolean");
  assert.deepEqual(typeOf({ enum: ["good", null] }), ["string", "null"]);
  assert.equal(typeOf({ type: "string", enum: ["good"] }), "string");
  assert.equal(typeOf({ enum: [{ a: 1 }] }), undefined);
});
