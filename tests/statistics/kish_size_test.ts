import assert from "node:assert/strict";
import { kishSize } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("kishSize() is (Σw)²/Σw²", () => {
  // NumPy 2: w.sum()**2 / (w**2).sum().
  assertNear(kishSize([0.5, 1.2, 0.8, 2.5, 1]), 3.757828810020877);
  assert.equal(kishSize([7, 7, 7]), 3);
  assert.equal(kishSize([1, 0, 0]), 1);
});

Deno.test("kishSize() is blind to the scale of the weights, however large or small", () => {
  for (const scale of [1e-200, 1e-3, 1e200]) {
    assertNear(kishSize([0.5, 1.2, 0.8, 2.5, 1].map((w) => w * scale)), 3.757828810020877);
  }
});

Deno.test("kishSize() is 0 where nobody has a weight", () => {
  assert.equal(kishSize([]), 0);
  assert.equal(kishSize([0, 0]), 0);
});

Deno.test("kishSize() refuses what is no weight", () => {
  for (const bad of [-1, NaN, Infinity]) {
    assert.throws(() => kishSize([1, bad]), {
      name: "RangeError",
      message: `Cannot use ${bad} as a weight: it must be from 0 on`,
    });
  }
});
