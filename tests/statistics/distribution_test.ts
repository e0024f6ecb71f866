import fc from "fast-check";
import assert from "node:assert/strict";
import { distribution, weightsOf } from "../../lib/statistics/distribution.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("weightsOf() names weights by place, by key, or by the options of a tally", () => {
  assert.deepEqual(weightsOf([3, 1]), new Map([["0", 3], ["1", 1]]));
  assert.deepEqual(weightsOf({ yes: 3, no: 1 }), new Map([["yes", 3], ["no", 1]]));
  assert.deepEqual(weightsOf({ shares: { yes: 0.75 } }), new Map([["yes", 0.75]]));
  assert.deepEqual(weightsOf({ shares: 2 }), new Map([["shares", 2]]));
  assert.deepEqual(weightsOf([]), new Map());
});

Deno.test("weightsOf() refuses a weight that is negative or not finite, and names it", () => {
  for (const wrong of [-1, -1e-300, NaN, Infinity, -Infinity]) {
    assert.throws(() => weightsOf({ yes: 1, no: wrong }), {
      name: "RangeError",
      message: `Cannot use ${wrong} as the weight of "no": it must be from 0 on`,
    });
    assert.throws(() => distribution([1, wrong]), { name: "RangeError" });
  }
});

Deno.test("distribution() divides each weight by their sum", () => {
  assert.deepEqual(distribution([3, 1, 0]), new Map([["0", 0.75], ["1", 0.25], ["2", 0]]));
  assert.deepEqual(distribution({ a: 1e308, b: 1e308 }), new Map([["a", 0.5], ["b", 0.5]]));
  assert.deepEqual(distribution([5e-324, 5e-324]), new Map([["0", 0.5], ["1", 0.5]]));
});

Deno.test("distribution() adds up to 1 and keeps the order of the weights", () => {
  const weights = fc.dictionary(fc.string(), fc.double({ min: 0, max: 1e308, noNaN: true }));
  fc.assert(
    fc.property(weights, (named) => {
      fc.pre(Object.values(named).some((weight) => weight > 0));
      const shares = distribution(named);
      assert.deepEqual([...shares.keys()], Object.keys(named));
      assertNear([...shares.values()].reduce((sum, share) => sum + share), 1, 1e-14);
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("distribution() takes as many options as there are", () => {
  const shares = distribution(new Array<number>(300_000).fill(1));
  assertNear(shares.get("299999") ?? NaN, 1 / 300_000, 1e-20);
});

Deno.test("distribution() has no shares where no weight is positive", () => {
  for (const none of [[], {}, [0, 0], { a: 0 }, [-0]]) {
    assert.throws(() => distribution(none), {
      name: "RangeError",
      message: "Cannot compute shares: there is no data",
    });
  }
});
