import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { choice, instrument, panel, simulated } from "../../mod.ts";
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

const tier = choice(TEXT, ["free", "pro", "team"]);
const beers = choice(TEXT, [{ id: "b1", label: "Pale ale" }, { id: "b2", label: "Stout" }]);

Deno.test("choice() is the question of a file with the type enum", () => {
  assertSame(fromYaml("{ type: enum, options: [free, pro, team] }"), tier);
  assertSame(
    fromYaml("{ type: enum, options: [low, high], ordered: true, order: as_written }"),
    choice(TEXT, ["low", "high"], { ordered: true, order: "as_written" }),
  );
  assertSame(
    fromYaml("{ type: enum, options: [{ id: b1, label: Pale ale }, { id: b2, label: Stout }] }"),
    beers,
  );
});

Deno.test("choice() lists its options by label, in the order given", () => {
  const instruction = "Answer with exactly one of these options.";
  assert.equal(
    wording(tier, [2, 0, 1]),
    `${TEXT}\n\n- team\n- free\n- pro\n\n${instruction}`,
  );
  assert.equal(wording(beers, [1, 0]), `${TEXT}\n\n- Stout\n- Pale ale\n\n${instruction}`);
});

Deno.test("choice() takes an option in any letter case, with space around it", () => {
  assert.deepEqual(answerSchema(tier), { type: "string", enum: ["free", "pro", "team"] });
  for (const said of ["pro", " pro ", "PRO", "Pro\n"]) assert.equal(reading(tier, said), "pro");
  for (const other of ["pr", "pro.", "professional", "", null, 1, ["pro"], { choice: "pro" }]) {
    assert.equal(reading(tier, other), undefined, JSON.stringify(other));
  }
  assert.equal(
    problem(tier, "gold"),
    '$.answer must be one of "free", "pro", "team", not "gold"',
  );
});

Deno.test("choice() does not guess between options that differ in letter case only", () => {
  const poles = choice(TEXT, ["pole", "Pole"]);
  assert.equal(reading(poles, "pole"), "pole");
  assert.equal(reading(poles, "Pole"), "Pole");
  assert.equal(reading(poles, "POLE"), undefined);
});

Deno.test("choice() of things asks by label, which is all a panelist reads, and stores the id", () => {
  assert.deepEqual(answerSchema(beers), { type: "string", enum: ["Pale ale", "Stout"] });
  assert.equal(reading(beers, "Stout"), "b2");
  assert.equal(reading(beers, "pale ale "), "b1");
  assert.equal(reading(beers, "b1"), "b1");
  const question = new CompiledQuestion("q", beers);
  assert.deepEqual(question.categories("b2"), ["b2"]);
  assert.equal(question.said("b2"), "Stout");
});

Deno.test("choice() of things is answered by simulated respondents as their shares say", async () => {
  const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }, { name: "Ada" }])
    .models(simulated({ shares: { beer: { b2: 1 } } }))
    .ask(instrument("bar", { beer: beers })).run();
  assert.deepEqual(result.tally("beer").counts, { b1: 0, b2: 3 });
});

Deno.test("choice() refuses no options, and names that are there twice", () => {
  assert.throws(() => choice(TEXT, []), { message: `Cannot ask "${TEXT}": it has no options` });
  assert.throws(() => choice(TEXT, ["a", "b", "a"]), {
    name: "TypeError",
    message: `Cannot ask "${TEXT}": it has the option "a" twice`,
  });
  const alike = [{ id: "b1", label: "Ale" }, { id: "b2", label: "Ale" }];
  assert.throws(() => choice(TEXT, alike), /it has the option "Ale" twice/);
  assert.throws(() => choice(TEXT, [{ id: "x", label: "y" }, "x"]), /it has the option "x" twice/);
});

Deno.test("choice() in a file refuses options that are none, each by its place", () => {
  assert.deepEqual(schemaIssues({ type: "enum", options: [] }), [
    "options must be a list that is not empty, not an empty list",
  ]);
  assert.deepEqual(schemaIssues({ type: "enum" }), ["options is missing: it must be a list"]);
  assert.deepEqual(schemaIssues({ type: "enum", options: ["a", "b", " a"] }), [
    'options[2] names "a" a second time',
  ]);
  assert.deepEqual(schemaIssues({ type: "enum", options: [{ id: "a", labl: "A" }, {}] }), [
    'options[0].labl is an unknown key: did you mean "label"?',
    'options[1] must have an "id", and may have a "label"',
  ]);
});

Deno.test("choice() in a file asks to quote what YAML takes for true, false or a number", () => {
  const quoting = "must be a text: put it in quotes";
  assert.deepEqual(schemaIssues({ type: "enum", options: [true, false, 3, null] }), [
    ...[0, 1, 2, 3].map((place) => `options[${place}] ${quoting}`),
  ]);
});

Deno.test("choice() in a file takes yes and no unquoted, which are texts in YAML 1.2", () => {
  assertSame(fromYaml("{ type: enum, options: [yes, no] }"), choice(TEXT, ["yes", "no"]));
  assert.throws(() => fromYaml("{ type: enum, options: [true, no] }"), /put it in quotes/);
});
