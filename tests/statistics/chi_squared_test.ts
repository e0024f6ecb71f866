import assert from "node:assert/strict";
import { chiSquared } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("chiSquared() has the statistic and p of SciPy, and the effect sizes by hand", () => {
  // scipy.stats.chisquare(counts, shares · n), SciPy 1.17.1; V and Fei from it by their formulas.
  const shares = [0.3, 0.45, 0.25];
  const known = [
    [[6, 3, 1], [1, 1, 1], 3.8, 0.14956861922263506, 0.43588989435406733, 0.43588989435406733],
    [
      ...[[684, 1892, 705], [0.31, 0.55, 0.14], 244.71517057433027, 7.257313612351332e-54],
      ...[0.19311336594925027, 0.11018998493252427],
    ],
    [[12, 5, 3], shares, 8.577777777777778, 0.013720161455104372, 0.4630814663, 0.3781044339371901],
    // V would be 1.08.
    [[50, 0, 0], shares, 116.66666666666667, 4.6361259109930474e-26, 1, 0.8819171036881969],
  ] as [number[], number[], number, number, number, number][];
  for (const [counts, expected, statistic, p, cramersV, fei] of known) {
    const found = chiSquared(counts, expected);
    assertNear(found.statistic, statistic, 1e-10);
    assertNear(found.p / p, 1, 1e-9);
    assertNear(found.cramersV, cramersV, 1e-9);
    assertNear(found.fei, fei);
    assert.equal(found.df, 2);
  }
});

Deno.test("F4: chiSquared() against equal shares is what it is without others", () => {
  const counts = { "Very happy": 6, "Pretty happy": 3, "Not too happy": 1 };
  const { statistic, df, p, cramersV } = chiSquared(counts);
  assertNear(statistic, 3.8);
  assert.deepEqual([df, p.toFixed(6), cramersV.toFixed(5)], [2, "0.149569", "0.43589"]);
});

Deno.test("chiSquared() has the goldens of SynthBench", () => {
  // synthbench.md 4, computed by its own program.
  const found = chiSquared({ A: 30, B: 20, C: 50 });
  assertNear(found.statistic, 14);
  assertNear(found.p, 0.00091188197, 1e-11);
  assertNear(found.cramersV, 0.2645751311, 1e-10);
  const few = chiSquared([4, 2, 1]);
  assertNear(few.statistic, 2);
  assertNear(few.p, 0.3678794412, 1e-10);
  assert.notEqual(few.warning, null);
});

Deno.test("chiSquared() says how large the effect is, in the seeds' bands", () => {
  const sizes = [0.54, 0.56, 0.66, 0.76].map((p) => chiSquared([100 * p, 100 - 100 * p]).size);
  assert.deepEqual(sizes, ["negligible", "small", "medium", "large"]);
});

Deno.test("chiSquared() warns where fewer than 5 answers are expected", () => {
  assert.equal(chiSquared([5, 5]).warning, null);
  // 15 answers in three options, as weights leave them: 5 of each but for the last digit.
  const weighed = [5.2, 5.15, 4.65].map((count) => count * (1 - 1e-15));
  assert.equal(chiSquared(weighed).warning, null);
  assert.equal(
    chiSquared([5, 4, 1], [0.5, 0.38, 0.12]).warning,
    "p is rough: 1.2 answers were expected of some option, fewer than 5",
  );
});

Deno.test("chiSquared() leaves out options of which nothing is expected and nothing came", () => {
  assert.equal(chiSquared({ a: 3, b: 7, c: 0 }, { a: 1, b: 1, c: 0 }).df, 1);
  assert.equal(chiSquared({ a: 10 }, { a: 1, b: 1 }).cramersV, 1);
});

Deno.test("chiSquared() refuses what has no test", () => {
  const refused = [
    [[[0, 0]], "there are no answers"],
    [[{ a: 1 }], "it needs two options or more"],
    [[{ a: 1, z: 2 }, { a: 0.5, b: 0.5 }], '"z" has answers, and none is expected'],
  ] as [Parameters<typeof chiSquared>, string][];
  for (const [given, what] of refused) {
    assert.throws(() => chiSquared(...given), {
      name: "RangeError",
      message: `Cannot test the fit: ${what}`,
    });
  }
});
