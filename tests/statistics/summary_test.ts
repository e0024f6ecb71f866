import fc from "fast-check";
import assert from "node:assert/strict";
import { summary } from "../../lib/statistics/summary.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("summary() has the values reckoned by hand", () => {
  assert.deepEqual(summary([4, 1, 4, 3]), {
    n: 4,
    mean: 3,
    // Squares of the differences: 1 + 4 + 1 + 0 = 6; 6/3 = 2; √2 and √2/2.
    sd: Math.SQRT2,
    standardError: Math.SQRT2 / 2,
    min: 1,
    // A quarter of the way from place 0 to place 3 is place .75: 1 + .75·2.
    q1: 2.5,
    median: 3.5,
    q3: 4,
    max: 4,
  });
});

Deno.test("summary() has the quartiles, means and deviations of NumPy", () => {
  // numpy.quantile(a, …), mean(a) and std(a, ddof=1), NumPy 2.4.
  const known: [numbers: number[], mean: number, q: [number, number, number], sd: number][] = [
    [[3, 1], 2, [1.5, 2, 2.5], 1.4142135623730951],
    [[1, 2, 3, 4, 5, 6, 7], 4, [2.5, 4, 5.5], 2.160246899469287],
    [[8, 7, 6, 5, 4, 3, 2, 1], 4.5, [2.75, 4.5, 6.25], 2.449489742783178],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], 5, [3, 5, 7], 2.7386127875258306],
    [[42, 4, 23, 8, 16, 15], 18, [9.75, 15.5, 21.25], 13.490737563232042],
  ];
  for (const [numbers, mean, [q1, median, q3], sd] of known) {
    const found = summary(numbers);
    assert.deepEqual([found.q1, found.median, found.q3], [q1, median, q3]);
    assertNear(found.mean, mean, 1e-14);
    assertNear(found.sd ?? NaN, sd, 1e-13);
    assertNear(found.standardError ?? NaN, sd / Math.sqrt(numbers.length), 1e-13);
  }
});

Deno.test("summary() of one number has no deviation", () => {
  assert.deepEqual(summary([2.5]), {
    n: 1,
    mean: 2.5,
    standardError: null,
    sd: null,
    min: 2.5,
    q1: 2.5,
    median: 2.5,
    q3: 2.5,
    max: 2.5,
  });
});

Deno.test("summary() is in order, whatever the order of the numbers, which it leaves as it is", () => {
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, (given) => {
      const before = [...given];
      const { min, q1, median, q3, max, mean } = summary(given);
      assert.deepEqual(given, before);
      assert.ok(min <= q1 && q1 <= median && median <= q3 && q3 <= max);
      assert.ok(min <= mean && mean <= max);
      assert.deepEqual(summary(given.toSorted()), summary(given));
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("summary() refuses to summarise nothing, and what is not finite", () => {
  assert.throws(() => summary([]), {
    name: "RangeError",
    message: "Cannot summarise: there are no numbers",
  });
  for (const odd of [NaN, Infinity, -Infinity]) {
    assert.throws(() => summary([1, odd, 2]), {
      name: "RangeError",
      message: `Cannot summarise ${odd}: it must be finite`,
    });
  }
});
