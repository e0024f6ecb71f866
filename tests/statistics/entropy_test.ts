import assert from "node:assert/strict";
import { entropy } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("entropy() has the values of SciPy", () => {
  // scipy.stats.entropy(weights, base=2), SciPy 1.17.1.
  assertNear(entropy([0.2, 0.3, 0.5]), 1.4854752972273346);
  assertNear(entropy({ yes: 94, no: 6 }), 0.3274449191544763);
  assertNear(entropy([3, 1, 0, 6]), 1.2954618442383217);
});

Deno.test("entropy() is 0 where one option has everything, and the most where all have the same", () => {
  assert.ok(Object.is(entropy([5, 0, 0]), 0));
  for (const k of [2, 5, 10]) assertNear(entropy(new Array(k).fill(1)), Math.log2(k));
});

Deno.test("entropy() has no number without data", () => {
  assert.throws(() => entropy([0, 0]), RangeError);
});
