import assert from "node:assert/strict";
import { differences } from "../../lib/schema/differences.ts";

Deno.test("differences() names every place that differs, and what stood there", () => {
  const before = { seed: null, sampling: {}, questions: { tier: { text: "Which?", low: 1 } } };
  const now = {
    seed: 7,
    sampling: { temperature: 0.3 },
    questions: { tier: { text: "Which tier?", low: 1 } },
  };
  assert.deepEqual(differences(before, now), [
    "seed: not set → 7",
    "sampling.temperature: not set → 0.3",
    'questions.tier.text: "Which?" → "Which tier?"',
  ]);
  assert.deepEqual(differences(now, structuredClone(now)), []);
});

Deno.test("differences() pairs members by name, so that one more in front changes nothing else", () => {
  const before = [{ name: "Maya", age: 34 }, { name: "Derek", age: 50 }];
  const now = [{ name: "Zoe", age: 20 }, { name: "Maya", age: 35 }, { name: "Derek", age: 50 }];
  assert.deepEqual(differences({ personas: before }, { personas: now }), [
    'personas "Maya".age: 34 → 35',
    'personas "Zoe": not set → {"name":"Zoe","age":20}',
  ]);
});

Deno.test("differences() pairs by place where names are missing or shared", () => {
  const [a, b] = [{ name: "Maya", age: 1 }, { name: "Maya", age: 2 }];
  assert.deepEqual(differences([a, b], [a, { ...b, age: 3 }], "personas"), [
    "personas[1].age: 2 → 3",
  ]);
  assert.deepEqual(differences(["a", "b"], ["a"], "options"), ['options[1]: "b" → not set']);
});

Deno.test("differences() tells a list from a record, absent from null, and cuts what is long", () => {
  assert.deepEqual(differences({ a: [1] }, { a: { 0: 1 } }), ['a: [1] → {"0":1}']);
  assert.deepEqual(differences({ a: null }, {}), []);
  assert.deepEqual(differences({ a: 0 }, { a: null }), ["a: 0 → not set"]);
  const [found = ""] = differences({ a: "x".repeat(500) }, { a: "y" });
  assert.ok(found.length < 80 && found.includes("…"), found);
});

Deno.test("differences() says that members with names stand in another order", () => {
  const [ada, ben] = [{ name: "Ada", age: 30 }, { name: "Ben", age: 40 }];
  assert.deepEqual(differences({ personas: [ada, ben] }, { personas: [ben, ada] }), [
    'personas: ["Ada","Ben"] → ["Ben","Ada"]',
  ]);
  assert.deepEqual(differences([ada, ben], [ben, { ...ada, age: 31 }]), [' "Ada".age: 30 → 31']);
});
