import assert from "node:assert/strict";
import { kendallTau } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("kendallTau() has the values of SciPy, with ties too", () => {
  // scipy.stats.kendalltau, variant b, SciPy 1.17.1.
  const known: [x: number[], y: number[], tau: number][] = [
    [[1, 2, 3, 4, 5], [3, 1, 2, 5, 4], 0.4],
    [[1, 2, 2, 3, 4, 4], [1, 3, 2, 2, 5, 4], 0.7412493166611013],
    [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.4714045207910316],
    [[0.31, 0.55, 0.14], [0.2, 0.5, 0.3], 1 / 3],
  ];
  for (const [x, y, tau] of known) {
    assertNear(kendallTau(x, y).value ?? NaN, tau);
    assertNear(kendallTau(y, x).value ?? NaN, tau);
  }
});

Deno.test("kendallTau() is 1 for the same order and -1 for the reverse", () => {
  assert.deepEqual(kendallTau([1, 5, 9], [2, 3, 4]), { value: 1, reason: null });
  assert.equal(kendallTau([1, 5, 9], [4, 3, 2]).value, -1);
});

Deno.test("kendallTau() has no value without variation, and says why", () => {
  const none = { value: null, reason: "a list does not vary" };
  for (const [x, y] of [[[1, 1], [1, 2]], [[1, 2], [3, 3]], [[1], [2]], [[], []]]) {
    assert.deepEqual(kendallTau(x ?? [], y ?? []), none);
  }
});

Deno.test("kendallTau() refuses lists that do not pair, and what is no number", () => {
  assert.throws(() => kendallTau([1, 2], [1]), {
    name: "RangeError",
    message: "Cannot correlate 2 numbers with 1",
  });
  assert.throws(() => kendallTau([1, NaN], [1, 2]), RangeError);
});
