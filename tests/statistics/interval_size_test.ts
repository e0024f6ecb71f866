import assert from "node:assert/strict";
import { intervalSize } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("intervalSize() is the effective size times the squares of z over Student's t", () => {
  // The quantiles of t at .975, from the tables of Fisher and Yates, to the digits that SciPy gives.
  const quantiles = { 2: 12.706204736, 3: 4.3026527297, 5: 2.7764451052, 15: 2.1447866879 };
  for (const [clusters, t] of Object.entries(quantiles)) {
    const size = intervalSize(750, Number(clusters));
    assertNear(size, 750 * (1.959963984540054 / t) ** 2, 1e-6);
  }
});

Deno.test("intervalSize() is no less than what clusters are worth that are all alike inside", () => {
  assert.equal(intervalSize(2, 2), 2);
  assert.equal(intervalSize(15, 15), 15);
  assert.equal(intervalSize(1.5, 3), 1.5);
  assert.equal(intervalSize(1, 1), 1);
});

Deno.test("intervalSize() refuses a size of nobody", () => {
  assert.throws(() => intervalSize(5, 0), /^RangeError: Cannot give a size of 0 clusters/);
});
