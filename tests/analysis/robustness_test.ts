import assert from "node:assert/strict";
import { choice, multi, type Row, text } from "../../mod.ts";
import { RobustnessCounter, type VariantOf } from "../../lib/analysis/robustness.ts";
import { type Tallied } from "../../lib/analysis/tally.ts";
import { asked, rowOf } from "./rows.ts";

const question = asked(choice("Which?", ["a", "b", "c"]));

/** How far the variants of each persona agree by these rows. */
function robustness(rows: readonly Row[], asked: Tallied, of: ReadonlyMap<string, VariantOf>) {
  const counter = new RobustnessCounter(asked, of);
  for (const row of rows) counter.count(row);
  return counter.robustness;
}

/** Answers of Maya's variants, one letter each, and how far they agree. */
function agreement(answers: string) {
  const rows = [...answers].map((category, at) => rowOf({ panelist: `m~${at}`, category }));
  const of = new Map(rows.map(({ panelist }) => [panelist, { of: "m", name: "Maya" }]));
  return robustness(rows, question, of).personas[0];
}

for (
  const [answers, share, band] of [
    ["aaaab", 0.8, "robust"],
    ["aaabb", 0.6, "moderate"],
    ["aabbc", 0.4, "sensitive"],
    ["abc", 1 / 3, "fragile"],
    ["aaaaaaaaaaaaaaa", 1, "robust"],
  ] as const
) {
  Deno.test(`RobustnessCounter of ${answers} is ${band}`, () => {
    const found = agreement(answers);
    assert.ok(Math.abs((found?.agreement ?? NaN) - share) < 1e-12);
    assert.deepEqual([found?.band, found?.n, found?.answer], [band, answers.length, "a"]);
  });
}

Deno.test("RobustnessCounter names the first option of equally many", () => {
  assert.equal(agreement("ccbb")?.answer, "b");
});

Deno.test("RobustnessCounter leaves out who has no answer, and personas without any", () => {
  const rows = [
    rowOf({ panelist: "m~0", category: "a" }),
    rowOf({ panelist: "m~1", status: "failed" }),
    rowOf({ panelist: "d~0", status: "refused" }),
    rowOf({ panelist: "stranger", category: "b" }),
    rowOf({ panelist: "m~1", category: "b", question: "other" }),
    rowOf({ panelist: "m~1", category: "b", afterStop: true }),
  ];
  const of = new Map(["m~0", "m~1", "d~0"].map((id) => [id, { of: id.slice(0, 1), name: "x" }]));
  const { personas, mean } = robustness(rows, question, of);
  assert.deepEqual(personas.map(({ persona, n, agreement }) => [persona, n, agreement]), [
    ...[["m", 1, 1]],
  ]);
  assert.equal(mean, 1);
  assert.equal(robustness([], question, of).mean, null);
});

Deno.test("RobustnessCounter counts a variant once, however often it was asked", () => {
  const rows = [
    ...["a", "a", "b"].map((category) => rowOf({ panelist: "m~0", category })),
    rowOf({ panelist: "m~1", category: "b" }),
  ];
  const of = new Map(["m~0", "m~1"].map((id) => [id, { of: "m", name: "Maya" }]));
  const [maya] = robustness(rows, question, of).personas;
  assert.equal(maya?.answer, "b");
  assert.ok(Math.abs((maya?.agreement ?? NaN) - (1 / 3 + 1) / 2) < 1e-12);
  assert.equal(maya?.n, 2);
});

Deno.test("RobustnessCounter needs options, and one of them an answer", () => {
  assert.throws(() => robustness([], asked(text("Why?")), new Map()), /no options/);
  assert.throws(() => robustness([], asked(multi("Which?", ["a", "b"])), new Map()), /several/);
});
