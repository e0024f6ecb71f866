import assert from "node:assert/strict";
import { distanceFloors } from "../../lib/statistics/distance_floors.ts";
import { expectedTotalVariation } from "../../lib/statistics/expected_total_variation.ts";
import { expectedWasserstein } from "../../lib/statistics/expected_wasserstein.ts";
import { totalVariation } from "../../lib/statistics/total_variation.ts";
import { wasserstein } from "../../lib/statistics/wasserstein.ts";
import { assertNear } from "./assert_near.ts";
import { seeded } from "./seeded.ts";

const shares = [0.1, 0.2, 0.3, 0.4];

Deno.test("totalVariation() is half the sum of the differences, over the union of the options", () => {
  assertNear(totalVariation(shares, [1, 1, 1, 1]), 0.2); // methods.md 1
  assert.equal(totalVariation({ a: 1 }, { b: 3 }), 1);
  assert.equal(totalVariation([2, 1], [20, 10]), 0);
  assertNear(totalVariation({ shares: { a: 0.5, b: 0.5 } }, { a: 3, c: 1 }), 0.5);
  assert.throws(() => totalVariation([0], [1]), {
    name: "RangeError",
    message: "Cannot compute shares: there is no data",
  });
});

Deno.test("wasserstein() is the distance of SciPy over the length of the scale", () => {
  // scipy.stats.wasserstein_distance, SciPy 1.17.1, divided by s_last − s_first.
  assertNear(wasserstein(shares, [1, 1, 1, 1]), 1 / 6); // methods.md 1
  assertNear(wasserstein([0.2, 0.5, 0.3], [0.6, 0.1, 0.3], { scores: [1, 2, 5] }), 0.1);
  assertNear(wasserstein([0.2, 0.5, 0.3], [0.6, 0.1, 0.3]), 0.2);
  assert.equal(wasserstein([1, 0, 0], [0, 0, 1]), 1);
  assert.equal(wasserstein([1, 2, 3], [2, 4, 6]), 0);
});

Deno.test("wasserstein() refuses a scale without sense", () => {
  assert.throws(() => wasserstein([1, 2], [1, 2, 3]), {
    name: "RangeError",
    message: "Cannot compare 2 options with 3: they must be the same",
  });
  assert.throws(() => wasserstein([1], [1]), {
    name: "RangeError",
    message: "Cannot measure along a scale of 1 options",
  });
  for (const scores of [[1, 2], [1, 2, 2], [3, 2, 1], [1, NaN, 3], [0, 1, Infinity]]) {
    assert.throws(() => wasserstein([1, 1, 1], [1, 1, 1], { scores }), {
      name: "RangeError",
      message: `Cannot use the scores ${scores.join(", ")}: 3 options need as many, rising`,
    });
  }
  assert.throws(() => wasserstein([0, 0], [1, 1]), { name: "RangeError" });
});

Deno.test("expectedTotalVariation() and expectedWasserstein() have the values of their formulas", () => {
  // NumPy 2, the formulas of methods.md 1 written out.
  assertNear(expectedTotalVariation(shares, 50), 0.09298721753518184);
  assertNear(expectedTotalVariation(shares, 50, 200), 0.10396286972361352);
  assertNear(expectedWasserstein(shares, 50), 0.046946422795514385);
  assertNear(expectedWasserstein(shares, 50, { scores: [0, 1, 4, 5] }), 0.04885138546061427);
  assert.equal(expectedTotalVariation([0, 3], 50), 0);
  assert.equal(expectedWasserstein([0, 3, 0], 50), 0);
  assert.throws(() => expectedTotalVariation(shares, 0), { name: "RangeError" });
  assert.throws(() => expectedWasserstein(shares, 0), { name: "RangeError" });
});

Deno.test("distanceFloors() are what 95 of 100 panels stay at or below", () => {
  // NumPy 2, a million draws: .16 and .09333.
  const options = { n: 50, humanN: Infinity, uniform: seeded(1), draws: 20_000 };
  const floors = distanceFloors(shares, { ...options, scores: [1, 2, 3, 4] });
  assertNear(floors.tvd, 0.16);
  assertNear(floors.wasserstein ?? NaN, 0.09333, 0.0034);
  assert.equal(distanceFloors(shares, { ...options, scores: null }).wasserstein, null);
  assert.ok(distanceFloors(shares, { ...options, humanN: 50, scores: null }).tvd > 0.19);
});
