import assert from "node:assert/strict";
import { shareDifference } from "../../lib/statistics/share_difference.ts";
import { worstCaseBounds } from "../../lib/statistics/worst_case_bounds.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("shareDifference() has the intervals of square-and-add", () => {
  // By the formula from the Wilson intervals of SciPy 1.17.1; the rows of 56/70 and 9/10 are also in
  // Newcombe (1998), Table II, to four decimals.
  const known: [a: number, n: number, b: number, m: number, low: number, high: number][] = [
    [56, 70, 48, 80, 0.05243147240236484, 0.3338726540369059],
    [9, 10, 3, 10, 0.17052272393450296, 0.8090179735354881],
    [0, 10, 0, 20, -0.16112515805281935, 0.27753279986288926],
    [10, 10, 0, 10, 0.6075093504305242, 1],
    [5, 56, 0, 29, -0.03813714790353688, 0.1925600138551116],
  ];
  for (const [a, n, b, m, low, high] of known) {
    const first = { successes: a, n };
    const second = { successes: b, n: m };
    const found = shareDifference(first, second);
    assertNear(found.difference, a / n - b / m);
    assertNear(found.low, low);
    assertNear(found.high, high);
    assertNear(shareDifference(second, first).low, -high);
  }
});

Deno.test("shareDifference() is narrower at a lower level, and refuses a side without data", () => {
  const side = { successes: 5, n: 20 };
  assert.ok(
    shareDifference(side, side, { confidence: 0.5 }).high < shareDifference(side, side).high,
  );
  assert.throws(() => shareDifference(side, { successes: 0, n: 0 }), {
    name: "RangeError",
    message: "Cannot give an interval at n = 0: there is no data",
  });
});

Deno.test("worstCaseBounds() give the missing to none and to all", () => {
  assert.deepEqual(worstCaseBounds([30, 50, 0], 20), [
    { low: 0.3, high: 0.5 },
    { low: 0.5, high: 0.7 },
    { low: 0, high: 0.2 },
  ]);
  assert.deepEqual(worstCaseBounds([3, 1], 0), [{ low: 0.75, high: 0.75 }, {
    low: 0.25,
    high: 0.25,
  }]);
  assert.deepEqual(worstCaseBounds([0, 0], 5), [{ low: 0, high: 1 }, { low: 0, high: 1 }]);
  assert.throws(() => worstCaseBounds([0, 0], 0), {
    name: "RangeError",
    message: "Cannot bound shares: there is no data",
  });
  assert.throws(() => worstCaseBounds([3, 1], -1), {
    name: "RangeError",
    message: "Cannot count -1: a count must be from 0 on",
  });
});
