import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { number } from "../../mod.ts";
import {
  answerSchema,
  assertSame,
  fromYaml,
  problem,
  reading,
  schemaIssues,
  TEXT,
  wording,
} from "./questions.ts";

const price = number(TEXT, { min: 0, max: 500, unit: "US dollars a month" });

Deno.test("number() is the question of a file with that type", () => {
  assertSame(fromYaml("{ type: number, min: 0, max: 500, unit: US dollars a month }"), price);
  assertSame(fromYaml("{ type: number, whole: true }"), number(TEXT, { whole: true }));
});

Deno.test("number() says its range and unit, and lists nothing", () => {
  assert.equal(
    wording(price, null),
    `${TEXT}\n\nAnswer with one number from 0 to 500, in US dollars a month.`,
  );
  assert.equal(
    wording(number(TEXT, { min: 1, whole: true }), null),
    `${TEXT}\n\nAnswer with one whole number from 1.`,
  );
  const { options, multiple } = new CompiledQuestion("q", price);
  assert.deepEqual([options, multiple], [null, false]);
});

Deno.test("number() takes numbers of its range", () => {
  assert.deepEqual(answerSchema(price), { type: "number", minimum: 0, maximum: 500 });
  for (const amount of [0, 12.5, 500]) assert.equal(reading(price, amount), amount);
  for (const other of [-0.01, 501, "12", "12 dollars", null, [12], true]) {
    assert.equal(reading(price, other), undefined, JSON.stringify(other));
  }
  assert.equal(problem(price, 501), "$.answer must be at most 500, not 501");
  const whole = number(TEXT, { whole: true });
  assert.equal(reading(whole, 12), 12);
  assert.equal(reading(whole, 12.5), undefined);
  assert.deepEqual(new CompiledQuestion("q", price).categories(12), []);
});

Deno.test("number() refuses a range that has no room", () => {
  for (const [min, max] of [[5, 2], [2, 2]] as const) {
    assert.throws(() => number(TEXT, { min, max }), RangeError);
    assert.deepEqual(schemaIssues({ type: "number", min, max }), ["min must be below max, 2"]);
  }
});

Deno.test("number() gives way to a JSON Schema where its keywords are used", () => {
  assert.equal(fromYaml("{ type: number, minimum: 0, maximum: 5 }").kind, "shape");
  assert.deepEqual(schemaIssues({ type: "number", mn: 0 }), [
    'mn is an unknown key: did you mean "min"?',
  ]);
});
