import assert from "node:assert/strict";
import { ChanceValues } from "../../lib/statistics/chance_values.ts";
import { chiSquaredFloor } from "../../lib/statistics/chi_squared_floor.ts";
import { clusteredFloor } from "../../lib/statistics/clustered_floor.ts";
import { compositionCount, compositions } from "../../lib/statistics/compositions.ts";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { jsdFloor } from "../../lib/statistics/jsd_floor.ts";
import { assertClose } from "./assert_close.ts";
import { assertNear } from "./assert_near.ts";
import { seeded } from "./seeded.ts";

const never = () => assert.fail("a number was drawn");

Deno.test("chiSquaredFloor() has the known floors", () => {
  // methods.md 1; SciPy 1.17.1, chi2.ppf(.95, k − 1)/(8 ln 2)·(1/n + 1/m).
  assertNear(chiSquaredFloor(2, 100).floor95, 0.006927566987993223);
  assertNear(chiSquaredFloor(5, 100).floor95, 0.01710987453832799);
  assertNear(chiSquaredFloor(10, 100).floor95, 0.03051115635887169);
  assertNear(chiSquaredFloor(4, 250).floor95, 0.0056371346, 1e-10);
  assertNear(chiSquaredFloor(3, 100, { humanN: 3281 }).floor95, 0.011134135, 1e-9);
  const observed = chiSquaredFloor(3, 100, { humanN: 3281, observed: 0.0079 });
  // chi2.sf(.0079·8 ln 2/(1/100 + 1/3281), 2).
  assertNear(observed.pNull ?? NaN, 0.11936596746868003);
  // Two samples of HAPPY 2024: methods.md 1, the retest line ν/(4 n ln 2).
  assertNear(chiSquaredFloor(3, 3281, { humanN: 3281 }).mean, 2 / (4 * 3281 * Math.LN2));
});

Deno.test("chiSquaredFloor() has no room for chance where there is one option", () => {
  const { floor95, mean, pNull } = chiSquaredFloor(1, 10, { observed: 0 });
  assert.deepEqual([floor95, mean, pNull], [0, 0, 1]);
  assert.equal(chiSquaredFloor(1, 10, { observed: 0.1 }).pNull, 0);
  assert.equal(chiSquaredFloor(1, 10).pNull, null);
  assert.throws(() => chiSquaredFloor(3, 0), {
    name: "RangeError",
    message: "Cannot expect a divergence of 3 options at n = 0 and Infinity",
  });
});

Deno.test("jsdFloor() goes through every outcome of a small panel", () => {
  // methods.md 1, the exact null of [12, 5, 3]; the same by SciPy 1.17.1, multinomial.pmf.
  const q = [0.3, 0.45, 0.25];
  const chance = jsdFloor(q, { n: 20, observed: jensenShannon([12, 5, 3], q), uniform: never });
  assert.equal(chance.method, "exact");
  assertNear(chance.floor95, 0.061279562146854795);
  assertNear(chance.mean, 0.01954298933862788);
  assertNear(chance.pNull ?? NaN, 0.034357201125334504);
});

Deno.test("jsdFloor() takes outcomes that differ by rounding alone for ties", () => {
  // SciPy 1.17.1, with ties closer than 1e-12 together: every order of [4, 3, 2, 1] is the same.
  for (const counts of [[4, 3, 2, 1], [1, 2, 3, 4], [3, 1, 4, 2]]) {
    const observed = jensenShannon(counts, [1, 1, 1, 1]);
    const chance = jsdFloor([1, 1, 1, 1], { n: 10, observed, uniform: never });
    assertNear(chance.floor95, 0.19219106619547138);
    assertNear(chance.mean, 0.0692120578354283);
    assertNear(chance.pNull ?? NaN, 0.719619750976563);
  }
});

Deno.test("jsdFloor() goes through every pair of two small samples", () => {
  // SciPy 1.17.1, multinomial.pmf of both samples.
  const observed = jensenShannon([6, 2], [4, 8]);
  const coin = jsdFloor([0.5, 0.5], { n: 8, humanN: 12, observed, uniform: never });
  assertNear(coin.floor95, 0.16623279647350242);
  assertNear(coin.mean, 0.04165979241835686);
  assertNear(coin.pNull ?? NaN, 0.08460044860839844);
  const three = jsdFloor([2, 3, 5], { n: 4, humanN: 5, observed: 0.2, uniform: never });
  assertNear(three.floor95, 0.5842743649020712);
  assertNear(three.mean, 0.2126420737301622);
  assertNear(three.pNull ?? NaN, 0.43124618);
});

Deno.test("jsdFloor() draws where there are too many outcomes, and repeats itself", () => {
  const of = (seed: number) =>
    jsdFloor([0.05, 0.15, 0.3, 0.5], { n: 40, humanN: 90, observed: 0.03, uniform: seeded(seed) });
  const chance = of(1);
  assert.equal(chance.method, "simulated");
  assert.deepEqual(of(1), chance);
  assert.notDeepEqual(of(2), chance);
  // NumPy 2, two million draws: .05514, .02132, .2458; here within four standard errors of 20,000.
  assertNear(chance.floor95, 0.05514, 0.0015);
  assertNear(chance.mean, 0.02132, 0.0005);
  assertNear(chance.pNull ?? NaN, 0.2458, 0.013);
});

Deno.test("jsdFloor() never gives a probability of 0 by draws", () => {
  const far = jsdFloor([1, 9, 10, 10, 10], {
    n: 80,
    observed: 0.9,
    uniform: seeded(1),
    draws: 999,
  });
  assert.equal(far.pNull, 1 / 1000);
});

Deno.test("jsdFloor() uses the approximation only from 9 of the rarest and 20 an option", () => {
  const method = (shares: number[], n: number, humanN = Infinity) =>
    jsdFloor(shares, { n, humanN, uniform: seeded(1), draws: 100 }).method;
  assert.equal(method([0.09, 0.91], 100), "chi-squared");
  assert.equal(method([0.09, 0.91], 99), "exact");
  assert.equal(method([0.25, 0.25, 0.25, 0.25], 80), "chi-squared");
  assert.equal(method([0.25, 0.25, 0.25, 0.25], 79), "exact");
  assert.equal(method([0.5, 0.5], 1000, 39), "exact");
  assert.equal(method([0.5, 0.5], 1000, 40), "chi-squared");
  assert.equal(method(Array(10).fill(0.1), 100), "simulated");
  // An option that nobody chose does not count.
  assert.equal(method([0.5, 0.5, 0], 40), "chi-squared");
});

Deno.test("jsdFloor() leaves no room where everybody agrees, at any size", () => {
  for (const n of [1, 50, 5000]) {
    const options = { n, observed: 0, uniform: never };
    assert.deepEqual(jsdFloor([0, 7], options), {
      ...{ floor95: 0, mean: 0, pNull: 1, method: "exact" },
    });
    assert.equal(jsdFloor([0, 7], { ...options, observed: 0.01 }).pNull, 0);
  }
});

Deno.test("jsdFloor() refuses sizes below 1 and shares of nothing", () => {
  for (const [shares, n, humanN] of [[[1, 1], 0, 9], [[1, 1], 9, 0.5], [[0, 0], 9, 9]] as const) {
    assert.throws(() => jsdFloor(shares, { n, humanN, uniform: never }), {
      name: "RangeError",
      message: /^Cannot give a floor at n = /,
    });
  }
});

Deno.test("clusteredFloor() is the F limit at the effective size", () => {
  // SciPy 1.17.1: 2·f.ppf(.95, 2, 28)/(8 ln 2 · 47), and f.sf.
  const panel = { personas: 15, nEffective: 47 };
  const { floor95, pNull, mean } = clusteredFloor(3, { ...panel, observed: 0.03 });
  assertClose(floor95, 0.025633817444291083);
  assertClose(pNull ?? NaN, 0.03181815048562589);
  assertClose(mean, 2 / (8 * Math.LN2 * 47));
  assertClose(
    clusteredFloor(3, { ...panel, humanN: 47 }).floor95,
    2 * clusteredFloor(3, panel).floor95,
  );
});

Deno.test("clusteredFloor() says nothing of one persona, and never passes 1", () => {
  const one = clusteredFloor(3, { personas: 1, nEffective: 1, observed: 0.2 });
  assert.deepEqual([one.floor95, one.pNull], [1, 1]);
  assert.equal(clusteredFloor(9, { personas: 2, nEffective: 2 }).floor95, 1);
  assert.equal(clusteredFloor(1, { personas: 9, nEffective: 9, observed: 0 }).floor95, 0);
  assert.throws(() => clusteredFloor(3, { personas: 0, nEffective: 1 }), {
    name: "RangeError",
    message: "Cannot give a floor at 0 personas: there is no data",
  });
});

Deno.test("compositions() are all ways to spread answers, each once", () => {
  for (const [n, k] of [[0, 3], [5, 1], [4, 2], [6, 4], [3, 5]] as const) {
    const all = Array.from(compositions(n, k), (counts) => counts.join());
    assert.equal(all.length, compositionCount(n, k));
    assert.equal(new Set(all).size, all.length);
    for (const counts of all) {
      assert.equal(counts.split(",").reduce((sum, count) => sum + Number(count), 0), n);
    }
  }
});

Deno.test("ChanceValues has the quantile that a share of the probability is at or below", () => {
  const values = new ChanceValues(
    Float64Array.of(0.5, 0.1, 0.1 + 1e-16, 0.9),
    Float64Array.of(0.3, 0.2, 0.4, 0.1),
  );
  assert.equal(values.quantile(0.6), 0.1 + 1e-16);
  assert.equal(values.quantile(0.61), 0.5);
  assert.equal(values.quantile(0.9), 0.5);
  assert.equal(values.quantile(1), 0.9);
  assertNear(values.atLeast(0.5 + 1e-14), 0.4);
  assertNear(values.atMost(0.1), 0.6);
  assertNear(values.mean, 0.3);
});
