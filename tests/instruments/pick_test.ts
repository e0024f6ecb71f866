import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { pick } from "../../mod.ts";
import {
  answerSchema,
  assertSame,
  fromYaml,
  reading,
  schemaIssues,
  TEXT,
  wording,
} from "./questions.ts";

const shelf = pick(TEXT, [{ id: "b1", label: "Pale ale" }, { id: "b2" }], { max: 2 });

Deno.test("pick() is the question of a file with that type", () => {
  const yaml = "{ type: pick, options: [{ id: b1, label: Pale ale }, { id: b2 }], max: 2 }";
  assertSame(fromYaml(yaml), shelf);
  assertSame(fromYaml("{ type: pick, options: [a, b] }"), pick(TEXT, ["a", "b"]));
});

Deno.test("pick() shows labels, and ids where there are none", () => {
  assert.equal(
    wording(shelf, [1, 0]),
    `${TEXT}\n\n- b2\n- Pale ale\n\nAnswer with the list of what you take, 0 to 2 of these, ` +
      "the most wanted first. An empty list means that you take nothing.",
  );
  assert.match(
    wording(pick(TEXT, ["a", "b", "c"], { min: 2, max: 2 }), null),
    /what you take, 2 of these, the most wanted first\.$/,
  );
});

Deno.test("pick() takes labels or ids, in the panelist's order, or nothing", () => {
  assert.deepEqual(answerSchema(shelf), {
    ...{ type: "array", minItems: 0, maxItems: 2 },
    items: { type: "string", enum: ["Pale ale", "b2"] },
  });
  assert.deepEqual(reading(shelf, ["b2", "pale ale"]), ["b2", "b1"]);
  assert.deepEqual(reading(shelf, []), []);
  for (const other of [["b1", "Pale ale"], ["b3"], "b1", null, { b1: true }]) {
    assert.equal(reading(shelf, other), undefined, JSON.stringify(other));
  }
  const two = pick(TEXT, ["a", "b", "c"], { min: 2, max: 2 });
  assert.equal(reading(two, ["a"]), undefined);
  assert.equal(reading(two, ["a", "b", "c"]), undefined);
});

Deno.test("pick() counts for everything that is taken", () => {
  const question = new CompiledQuestion("q", shelf);
  assert.deepEqual(question.categories(["b2", "b1"]), ["b2", "b1"]);
  assert.equal(question.said(["b2", "b1"]), "b2, Pale ale");
  assert.equal(question.multiple, true);
});

Deno.test("pick() refuses bounds that no answer can keep, and one name for two things", () => {
  assert.throws(() => pick(TEXT, ["a"], { min: 2 }), RangeError);
  assert.throws(() => pick(TEXT, [{ id: "a", label: "b" }, { id: "b" }]), TypeError);
  assert.deepEqual(schemaIssues({ type: "pick", options: ["a", "b"], min: 2, max: 1 }), [
    "min must be at most 1, the most options that an answer can list",
  ]);
  assert.deepEqual(
    schemaIssues({ type: "pick", options: [{ id: "a", label: "Ale" }, { id: "b", label: "Ale" }] }),
    ['options[1] names "Ale" a second time'],
  );
});
