import assert from "node:assert/strict";
import { categoryOf, parseTarget, topicOf } from "../../lib/benchmarks/topics.ts";

/** The categories of the leaderboard, in its own order. */
const CATEGORIES = [
  ...["Politics & Governance", "International Relations & Security", "Economy & Work"],
  ...["Technology & Digital Life", "Media & Information", "Health & Science"],
  ...["Social Values & Religion", "Identity & Demographics", "Trust & Wellbeing"],
  "General Attitudes",
];

Deno.test("parseTarget() reads a topic, a dataset, or both (Q6)", () => {
  const read = (text: string) => Object.values(parseTarget(text));
  assert.deepEqual(read("political-opinion"), ["political-opinion", "globalopinionqa"]);
  assert.deepEqual(read("Tech:"), ["Tech", "globalopinionqa"]);
  assert.deepEqual(read("Economy & Work:gss"), ["Economy & Work", "gss"]);
  assert.deepEqual(read(" : subpop "), [null, "subpop"]);
  assert.deepEqual(read("a:b:c"), ["a", "b:c"]);
  assert.throws(() => parseTarget("  "), {
    name: "TypeError",
    message: "Cannot look for the best model: it is for TOPIC, TOPIC:DATASET or :DATASET",
  });
});

Deno.test("categoryOf() knows every category by its name, its slug and its words", () => {
  const words = {
    "political-opinion": 0,
    "politics": 0,
    "Politics & Governance": 0,
    "politics-governance": 0,
    "international-relations": 1,
    "economy & work": 2,
    "work": 2,
    "tech": 3,
    "digital-life": 3,
    "media": 4,
    "HEALTH-SCIENCE": 5,
    "religion": 6,
    "demographics": 7,
    "Trust and Wellbeing": undefined,
    "wellbeing": 8,
    "general": 9,
    "__proto__": undefined,
    "constructor": undefined,
    "nope": undefined,
  };
  for (const [word, place] of Object.entries(words)) {
    assert.equal(categoryOf(word, CATEGORIES), place === undefined ? undefined : CATEGORIES[place]);
  }
  for (const category of CATEGORIES) {
    assert.equal(categoryOf(topicOf(category), CATEGORIES), category);
  }
});

Deno.test("categoryOf() takes a category of the board's own before it takes a word for another", () => {
  assert.equal(categoryOf("tech", ["Technology & Digital Life", "Tech"]), "Tech");
  assert.equal(categoryOf("tech", []), undefined);
  assert.equal(topicOf("__proto__"), "proto");
});
