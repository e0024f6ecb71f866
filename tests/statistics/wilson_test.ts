import fc from "fast-check";
import assert from "node:assert/strict";
import { wilson } from "../../lib/statistics/wilson.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("wilson() has the intervals of SciPy", () => {
  // scipy.stats.binomtest(k, n).proportion_ci(level, method="wilson"), SciPy 1.17.1. The rows of 29,
  // 263 and 148 are also in Newcombe (1998), Table I, to four decimals.
  const known: [k: number, n: number, confidence: number, low: number, high: number][] = [
    [50, 50, 0.95, 0.9286524008666412, 1],
    [0, 20, 0.95, 0, 0.16112515805281935],
    [1, 29, 0.95, 0.006113214292762667, 0.17175521879320282],
    [81, 263, 0.95, 0.2552885198782742, 0.36620957698280004],
    [15, 148, 0.95, 0.06238639953073629, 0.16048724172330803],
    [7, 20, 0.95, 0.1811918241010821, 0.5671457233147637],
    [30, 100, 0.9, 0.2307049543691453, 0.3798321339441244],
    [30, 100, 0.99, 0.19746065620990516, 0.427427618876424],
    [1, 1, 0.95, 0.20654931437723745, 1],
    [0, 1, 0.95, 0, 0.7934506856227626],
    [5, 10, 0.8, 0.3122044448805158, 0.6877955551194842],
    [500_000, 1_000_000, 0.95, 0.4990200198900048, 0.5009799801099952],
  ];
  for (const [k, n, confidence, low, high] of known) {
    const interval = wilson(k, n, { confidence });
    assertNear(interval.low, low);
    assertNear(interval.high, high);
  }
});

Deno.test("wilson() is at 95 % unless told, and takes fractions of answers", () => {
  assert.deepEqual(wilson(7, 20), wilson(7, 20, { confidence: 0.95 }));
  // By the formula at 50 digits, mpmath 1.3.
  const { low, high } = wilson(7.5, 20);
  assertNear(low, 0.19977085566463151);
  assertNear(high, 0.59051043384857335);
});

Deno.test("wilson() is never empty, stays in [0, 1], holds the share and mirrors", () => {
  const counts = fc.integer({ min: 1, max: 1_000_000 }).chain((n) =>
    fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))
  );
  const level = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
  fc.assert(
    fc.property(counts, level, ([k, n], confidence) => {
      const { low, high } = wilson(k, n, { confidence });
      assert.ok(0 <= low && low < high && high <= 1, `[${low}, ${high}]`);
      assert.ok(low <= k / n && k / n <= high);
      const mirror = wilson(n - k, n, { confidence });
      assertNear(mirror.low, 1 - high);
      assertNear(mirror.high, 1 - low);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

Deno.test("wilson() ends exactly at 0 or 1 where no answer or every answer counts", () => {
  for (const n of [1, 3, 50, 123_456]) {
    assert.equal(wilson(0, n).low, 0);
    assert.equal(wilson(n, n).high, 1);
  }
});

Deno.test("wilson() refuses counts without sense", () => {
  for (const n of [0, -1, NaN]) {
    assert.throws(() => wilson(0, n), {
      name: "RangeError",
      message: `Cannot give an interval at n = ${n}: there is no data`,
    });
  }
  for (const k of [-1, 21, NaN, Infinity]) {
    assert.throws(() => wilson(k, 20), {
      name: "RangeError",
      message: `Cannot give an interval for ${k} of 20: it must be in [0, n]`,
    });
  }
  for (const confidence of [1, -1, 2, NaN]) {
    assert.throws(() => wilson(1, 2, { confidence }), { name: "RangeError" });
  }
});
