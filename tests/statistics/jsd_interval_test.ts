import assert from "node:assert/strict";
import { clopperPearson } from "../../lib/statistics/clopper_pearson.ts";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { jsdInterval } from "../../lib/statistics/jsd_interval.ts";
import { assertNear } from "./assert_near.ts";
import { seeded } from "./seeded.ts";

const never = () => assert.fail("a number was drawn");

Deno.test("jsdInterval() of two options against exact shares is that of Clopper and Pearson", () => {
  // methods.md 1: 30 of 50 against .5.
  const known = jsdInterval([30, 20], [0.5, 0.5], { n: 50, uniform: never });
  assert.equal(known.low, 0);
  assertNear(known.high, 0.043050234, 1e-9);
  // 45 of 50: the shares .782 to .967 (SciPy 1.17.1, proportion_ci exact) both lie above .5.
  const far = jsdInterval([45, 5], [0.5, 0.5], { n: 50, uniform: never });
  const { low, high } = clopperPearson(45, 50);
  assertNear(far.low, jensenShannon([low, 1 - low], [1, 1]));
  assertNear(far.high, jensenShannon([high, 1 - high], [1, 1]));
  // Options that nobody chose on either side are none.
  assert.deepEqual(jsdInterval([0, 30, 20], [0, 0.5, 0.5], { n: 50, uniform: never }), known);
});

Deno.test("jsdInterval() inverts the test along the shares", () => {
  // NumPy 2, the same walk with 400,000 draws a step: [.00194752, .01314187].
  const fixed = jsdInterval([100, 100, 150, 150, 100], [1, 1, 1, 1, 1], {
    ...{ n: 600, uniform: seeded(1), draws: 20_000 },
  });
  assertNear(fixed.low, 0.0019475, 0.0001);
  assertNear(fixed.high, 0.0131419, 0.0003);
});

Deno.test("jsdInterval() of two options in two samples looks to both sides", () => {
  // NumPy 2, 1,000,000 draws a step: the upper ends .041167 and .041148 to either side.
  const { low, high } = jsdInterval([30, 20], [500, 500], {
    ...{ n: 50, humanN: 1000, uniform: seeded(1), draws: 20_000 },
  });
  assert.equal(low, 0);
  assertNear(high, 0.04116, 0.0012);
});

Deno.test("jsdInterval() ends at 0 exactly where the null may reach what was observed", () => {
  const options = { n: 100, uniform: seeded(3) };
  const [panel, human] = [[30, 50, 20], [0.3, 0.45, 0.25]];
  assert.equal(jsdInterval(panel, human, { ...options, pNull: 0.026 }).low, 0);
  assert.ok(jsdInterval([60, 20, 20], human, { ...options, pNull: 0.025 }).low > 0);
});

Deno.test("jsdInterval() has a width where panel and humans agree exactly", () => {
  for (const humanN of [Infinity, 900]) {
    for (const shares of [[0.3, 0.45, 0.25], [0.5, 0.5], [1, 0, 0], [0.2, 0.2, 0.2, 0.2, 0.2]]) {
      const { low, high } = jsdInterval(shares, shares, { n: 100, humanN, uniform: seeded(1) });
      assert.equal(low, 0);
      assert.ok(high > 0.004 && high < 0.05, `${shares}: ${high}`);
    }
  }
});

Deno.test("jsdInterval() is as wide for shares that are nearly equal as for equal ones", () => {
  const human = [0.3, 0.45, 0.25];
  const high = (panel: number[]) => jsdInterval(panel, human, { n: 100, uniform: seeded(1) }).high;
  for (const off of [1e-7, 1e-5, 1e-3]) {
    assertNear(high([0.3 + off, 0.45 - off, 0.25]), high(human), 0.003);
  }
});

Deno.test("jsdInterval() of a unanimous panel ends at what was observed, or beyond for a sample", () => {
  const observed = jensenShannon([1, 0, 0], [684, 1892, 705]);
  const fixed = jsdInterval([50, 0, 0], [684, 1892, 705], { n: 50, uniform: seeded(1) });
  assert.equal(fixed.high, observed);
  // Half of 50 answers off the option happens in no sample; 7 % off it in 2.7 % (.93^50).
  assertNear(fixed.low, jensenShannon([0.93, 0.04, 0.03], [684, 1892, 705]), 0.03);
  const sampled = jsdInterval([50, 0, 0], [6, 18, 7], { n: 50, humanN: 31, uniform: seeded(1) });
  assert.ok(sampled.high > jensenShannon([1, 0, 0], [6, 18, 7]) + 0.1);
});

Deno.test("jsdInterval() of samples that share nothing ends at 1", () => {
  const { low, high } = jsdInterval([50, 0], [0, 30], { n: 50, humanN: 30, uniform: seeded(1) });
  assert.equal(high, 1);
  assert.ok(low > 0.6 && low < 0.8);
});

Deno.test("jsdInterval() goes on where the panel names what no human did", () => {
  const { low, high } = jsdInterval([20, 20, 10], [1, 1, 0], { n: 50, uniform: seeded(1) });
  const observed = jensenShannon([20, 20, 10], [1, 1, 0]);
  assert.ok(0 < low && low < observed && observed < high && high < 0.25);
});

Deno.test("jsdInterval() is the same for the same numbers, and of one option nothing", () => {
  const of = () => jsdInterval([9, 5, 6], [1, 1, 1], { n: 20, humanN: 30, uniform: seeded(5) });
  assert.deepEqual(of(), of());
  assert.deepEqual(jsdInterval([9], [9], { n: 9, uniform: never }), { low: 0, high: 0 });
});

Deno.test("jsdInterval() refuses sizes below 1 and a side without data", () => {
  assert.throws(() => jsdInterval([1, 1], [1, 1], { n: 0.5, uniform: never }), {
    name: "RangeError",
    message: "Cannot give an interval at n = 0.5 and Infinity: both must be from 1",
  });
  assert.throws(() => jsdInterval([0, 0], [1, 1], { n: 5, uniform: never }), {
    name: "RangeError",
    message: "Cannot compute shares: there is no data",
  });
});
