import assert from "node:assert/strict";
import { kendallW } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("kendallW() has the values of SciPy, with ties too", () => {
  // Friedman's χ² over m(n − 1), from scipy.stats.friedmanchisquare, SciPy 1.17.1.
  const plain = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]];
  assertNear(kendallW(plain).value ?? NaN, 0.7777777777777778);
  const tied = [[1, 2.5, 2.5, 4, 5], [2, 1, 3, 5, 5], [3, 3, 3, 1, 2], [1, 2, 3, 4, 5]];
  assertNear(kendallW(tied).value ?? NaN, 0.30405405405405406);
});

Deno.test("kendallW() takes the ranks of scores", () => {
  assert.equal(
    kendallW([[10, 20, 70], [1, 3, 2]]).value,
    kendallW([[1, 2, 3], [1, 3, 2]]).value,
  );
});

Deno.test("kendallW() is 1 where all agree and 0 where two are opposed", () => {
  assert.deepEqual(kendallW([[1, 2, 3], [4, 5, 6]]), { value: 1, reason: null });
  assert.equal(kendallW([[1, 2, 3], [3, 2, 1]]).value, 0);
});

Deno.test("kendallW() has no value without two people, two things and a preference", () => {
  const reasons = [[[1, 2]], [], [[1], [1]], [[1, 1], [2, 2]]].map((of) => kendallW(of).reason);
  assert.deepEqual(reasons, [
    "fewer than two people ranked",
    "fewer than two people ranked",
    "fewer than two things were ranked",
    "nobody prefers anything",
  ]);
});

Deno.test("kendallW() refuses rankings of different things", () => {
  assert.throws(() => kendallW([[1, 2], [1, 2, 3]]), RangeError);
  assert.throws(() => kendallW([[1, 2], [1, NaN]]), RangeError);
});
