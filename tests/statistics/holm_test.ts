import assert from "node:assert/strict";
import { holm } from "../../lib/statistics/holm.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("holm() steps down from the smallest p-value", () => {
  // By hand: .005·5, .01·4, .03·3, then .04·2 raised to what stands before it, and .2.
  const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.2]);
  [0.04, 0.09, 0.09, 0.025, 0.2].forEach((p, at) => assertNear(adjusted[at] ?? NaN, p));
});

Deno.test("holm() never passes 1, keeps ties equal and one test as it is", () => {
  assert.deepEqual(holm([0.6, 0.7, 0.9]), [1, 1, 1]);
  assert.deepEqual(holm([0.02, 0.02]), [0.04, 0.04]);
  assert.deepEqual(holm([0.03]), [0.03]);
  assert.deepEqual(holm([]), []);
});

Deno.test("holm() refuses what is no p-value", () => {
  for (const p of [-0.1, 1.1, NaN]) {
    assert.throws(() => holm([0.5, p]), {
      name: "RangeError",
      message: `Cannot adjust ${p}: it must be in [0, 1]`,
    });
  }
});
