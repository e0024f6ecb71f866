import assert from "node:assert/strict";
import { acrossQuestions, divergence } from "../../mod.ts";
import { assertNear } from "../statistics/assert_near.ts";

const CORRECTED = [0.021, 0.004, -0.002, 0.05, 0.013, 0.031, 0.008, 0.1, 0.027, 0, 0.016, 0.044];
const UNIFORM = [0.16, 0.09, 0.11, 0.2, 0.13, 0.08, 0.15, 0.21, 0.1, 0.07, 0.12, 0.18];
const all = CORRECTED.map((jsdCorrected, at) => {
  return { jsdCorrected, jsdUniform: UNIFORM[at] ?? NaN, pNull: 0.5 };
});

Deno.test("acrossQuestions() has the mean, and the skill as a ratio of sums, with BCa intervals", () => {
  // scipy.stats.bootstrap(method="BCa", n_resamples=200000), SciPy 1.17.1.
  const { questions, jsdCorrected, interval, skill, skillInterval } = acrossQuestions(all);
  assert.equal(questions, 12);
  assertNear(jsdCorrected, 0.026);
  assertNear(interval?.low ?? NaN, 0.0144395, 0.0012);
  assertNear(interval?.high ?? NaN, 0.0480833, 0.004);
  assertNear(skill ?? NaN, 0.805);
  assertNear(skillInterval?.low ?? NaN, 0.688525, 0.02);
  assertNear(skillInterval?.high ?? NaN, 0.879528, 0.012);
});

Deno.test("acrossQuestions() gives the same again with the same seed", () => {
  assert.deepEqual(acrossQuestions(all, { seed: 4 }), acrossQuestions(all, { seed: 4 }));
  assert.notDeepEqual(acrossQuestions(all, { seed: 4 }), acrossQuestions(all, { seed: 5 }));
});

Deno.test("acrossQuestions() adjusts probabilities for how many there are, and says what chance makes", () => {
  const some = all.map((one, at) => ({ ...one, pNull: [0.001, 0.02, 0.04][at] ?? 0.9 }));
  const { pAdjusted, distinguishable, expectedFalseAlarms } = acrossQuestions(some);
  // Holm by hand: 12·.001, 11·.02, 10·.04, and 1 for the others.
  [0.012, 0.22, 0.4, 1].forEach((wanted, at) => assertNear(pAdjusted[at] ?? NaN, wanted));
  assert.equal(distinguishable, 1);
  assertNear(expectedFalseAlarms, 0.6);
});

Deno.test("acrossQuestions() of fewer than ten questions has no intervals", () => {
  const { interval, skillInterval, skill } = acrossQuestions(all.slice(0, 9));
  assert.deepEqual([interval, skillInterval], [null, null]);
  assert.ok(skill !== null && skill < 1);
});

Deno.test("acrossQuestions() has no skill where the humans are no better than uniform", () => {
  const flat = all.map((one) => ({ ...one, jsdUniform: -0.001 }));
  const { skill, skillInterval } = acrossQuestions(flat);
  assert.deepEqual([skill, skillInterval], [null, null]);
  const mixed = acrossQuestions(all.map((one, at) => at === 0 ? { ...one, jsdUniform: 0 } : one));
  assert.equal(mixed.skillInterval, null);
  assert.notEqual(mixed.skill, null);
});

Deno.test("acrossQuestions() of one divergence is that divergence", () => {
  const one = divergence([10, 35, 5], [684, 1892, 705]);
  const { jsdCorrected, skill, pAdjusted } = acrossQuestions([one]);
  assert.deepEqual([jsdCorrected, pAdjusted], [one.jsdCorrected, [one.pNull]]);
  assertNear(skill ?? NaN, one.skill ?? NaN);
});

Deno.test("acrossQuestions() refuses no divergences", () => {
  assert.throws(() => acrossQuestions([]), {
    name: "RangeError",
    message: "Cannot sum up divergences: there is none",
  });
});
