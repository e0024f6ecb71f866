import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { multi } from "../../mod.ts";
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

const OPTIONS = ["price", "design", "service"] as const;
const two = multi(TEXT, OPTIONS, { max: 2 });

Deno.test("multi() is the question of a file with that type", () => {
  assertSame(fromYaml("{ type: multi, options: [price, design, service], max: 2 }"), two);
  assertSame(
    fromYaml("{ type: multi, options: [a, b], min: 0, ordered: true, order: as_written }"),
    multi(TEXT, ["a", "b"], { min: 0, ordered: true, order: "as_written" }),
  );
});

Deno.test("multi() says how many options an answer may name", () => {
  const instruction = (bounds: { readonly min?: number; readonly max?: number }) =>
    wording(multi(TEXT, OPTIONS, bounds), null).slice(TEXT.length + 2);
  assert.equal(instruction({ max: 2 }), "Answer with a list of 1 to 2 of these options.");
  assert.equal(instruction({ min: 2, max: 2 }), "Answer with a list of 2 of these options.");
  assert.equal(instruction({}), "Answer with the list of all options that apply, at least 1.");
  assert.equal(
    instruction({ min: 0 }),
    "Answer with the list of all options that apply, or an empty list.",
  );
  assert.ok(wording(two, [2, 0, 1]).startsWith(`${TEXT}\n\n- service\n- price\n- design\n\n`));
});

Deno.test("multi() takes lists of its options, none twice, from min to max", () => {
  assert.deepEqual(answerSchema(two), {
    type: "array",
    minItems: 1,
    maxItems: 2,
    items: { type: "string", enum: [...OPTIONS] },
  });
  assert.deepEqual(reading(two, [" Service", "price"]), ["service", "price"]);
  for (const other of [[], [...OPTIONS], ["price", "PRICE"], ["colour"], "price", null, {}]) {
    assert.equal(reading(two, other), undefined, JSON.stringify(other));
  }
  assert.equal(problem(two, ["price", "price"]), "$.answer must not name an option twice");
  assert.equal(problem(two, []), "$.answer must be a list that is not empty, not an empty list");
  assert.deepEqual(reading(multi(TEXT, OPTIONS, { min: 0 }), []), []);
  assert.deepEqual(reading(multi(TEXT, OPTIONS, { max: 9 }), OPTIONS), [...OPTIONS]);
});

Deno.test("multi() counts for every option it names", () => {
  const question = new CompiledQuestion("q", two);
  assert.deepEqual(question.categories(["price", "design"]), ["price", "design"]);
  assert.deepEqual(question.categories([]), []);
  assert.equal(question.multiple, true);
  assert.equal(question.said(["price", "design"]), "price, design");
  assert.equal(question.said([]), "none of these");
});

Deno.test("multi() refuses bounds that no answer can keep", () => {
  for (const bounds of [{ min: 3, max: 2 }, { min: 4 }, { min: -1 }, { max: 0 }, { min: 1.5 }]) {
    assert.throws(() => multi(TEXT, OPTIONS, bounds), RangeError, JSON.stringify(bounds));
  }
  assert.throws(() => multi(TEXT, OPTIONS, { min: 4 }), {
    message: `Cannot ask "${TEXT}": no answer can list 4 to 3 options`,
  });
  assert.deepEqual(schemaIssues({ type: "multi", options: ["a", "b"], min: 3 }), [
    "min must be at most 2, the most options that an answer can list",
  ]);
  assert.deepEqual(schemaIssues({ type: "multi", options: ["a"], min: -1, max: 0.5 }), [
    "min must be at least 0, not -1",
    "max must be a whole number, not 0.5",
  ]);
});
