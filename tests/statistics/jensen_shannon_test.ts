import fc from "fast-check";
import assert from "node:assert/strict";
import type { Weights } from "../../lib/statistics/distribution.ts";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { totalVariation } from "../../lib/statistics/total_variation.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("jensenShannon() has the known values", () => {
  // The definition H(m) − H(p)/2 − H(q)/2 at 50 digits, by mpmath 1.3; methods.md 1 has the same.
  const known: [p: Weights, q: Weights, jsd: number][] = [
    [[0.5, 0.5], [1, 0], 0.31127812445913286],
    [[0.7, 0.3], [0.6, 0.4], 0.0079473085328103774],
    [[0.7, 0.2, 0.1], [0.2, 0.3, 0.5], 0.21836359696294745],
    [[3, 1, 0, 6], [2, 2, 2, 4], 0.13404267905082509],
    [[30, 50, 20], [0.3, 0.45, 0.25], 0.0029574666970577709],
    [[50, 0, 0], [684, 1892, 705], 0.59914146898906178],
  ];
  for (const [p, q, jsd] of known) assertNear(jensenShannon(p, q), jsd, 1e-15);
});

Deno.test("jensenShannon() has the values of the cases C1 to C10", () => {
  // cases-panels.md, C: rounded to six decimals.
  const cases: [id: string, p: Weights, q: Weights, jsd: number][] = [
    ["C1", { a: 1 }, { a: 1 }, 0],
    ["C4", { a: 0.5, b: 0.5 }, { a: 0.75, b: 0.25 }, 0.048795],
    ["C5", { a: 3, b: 1 }, { a: 1, b: 3 }, 0.188722],
    [
      "C8",
      { "Very happy": 6, "Pretty happy": 3, "Not too happy": 1 },
      { "Very happy": 0.5, "Pretty happy": 0.4, "Not too happy": 0.1 },
      0.008454,
    ],
    [
      "C9",
      { "Very happy": 10, "Pretty happy": 35, "Not too happy": 5 },
      { "Very happy": 0.31, "Pretty happy": 0.55, "Not too happy": 0.14 },
      0.017548,
    ],
    [
      "C10",
      { "1": 1, "2": 2, "3": 4, "4": 2, "5": 1 },
      { "1": 1, "2": 1, "3": 1, "4": 1, "5": 1 },
      0.049022,
    ],
  ];
  for (const [id, p, q, jsd] of cases) {
    assert.equal(jensenShannon(p, q).toFixed(6), jsd.toFixed(6), id);
  }
});

Deno.test("jensenShannon() stays exact where two distributions are nearly equal", () => {
  // By mpmath 1.3 at 60 digits; the textbook form loses every digit of the second.
  const near: [p: number[], q: number[], jsd: number][] = [
    [[0.2, 0.3, 0.5], [0.2001, 0.2999, 0.5], 1.5026821855265214e-8],
    [[0.5, 0.5], [0.50000001, 0.49999999], 7.2134752044448179e-17],
    [[0.3, 0.7], [0.30000003, 0.69999997], 7.7287231957963564e-16],
    [[1, 2], [1.0000001, 2], 4.0074858954140823e-16],
    [[1, 1e-12], [1, 0], 4.9999999999968034e-13],
  ];
  for (const [p, q, jsd] of near) assertNear(jensenShannon(p, q), jsd, jsd * 1e-6);
});

Deno.test("jensenShannon() is 1 for disjoint distributions, 0 for equal ones", () => {
  assert.equal(jensenShannon({ a: 2, b: 1 }, { c: 5 }), 1);
  assert.equal(jensenShannon([1, 0], [0, 1]), 1);
  assert.equal(jensenShannon({ a: 2, b: 1 }, { b: 10, a: 20 }), 0);
  assert.equal(jensenShannon([5], [0.1]), 0);
});

Deno.test("jensenShannon() takes an option that one side lacks for a share of 0", () => {
  assert.equal(jensenShannon({ a: 1, b: 1 }, { a: 1 }), jensenShannon([1, 1], [1, 0]));
  assert.equal(jensenShannon({ a: 1, b: 1, c: 0 }, { a: 1, d: 0 }), jensenShannon([1, 1], [1, 0]));
});

Deno.test("jensenShannon() reads tallies and baselines by their shares", () => {
  const tally = { shares: { yes: 0.7, no: 0.3 }, counts: { yes: 7, no: 3 }, n: 10 };
  const baseline = { shares: { no: 0.4, yes: 0.6 } };
  assert.equal(jensenShannon(tally, baseline), jensenShannon([0.7, 0.3], [0.6, 0.4]));
  // A question may have an option of that name.
  assert.equal(
    jensenShannon({ shares: 1, bonds: 1 }, { shares: 1 }),
    jensenShannon([1, 1], [1, 0]),
  );
});

const weight = fc.oneof(
  fc.constant(0),
  fc.nat(1000),
  fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
);
const side = fc.array(weight, { minLength: 4, maxLength: 4 }).filter((w) => w.some((x) => x > 0));

Deno.test("jensenShannon() is symmetric, in [0, 1], and blind to order and scale", () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: -20, max: 20 }), (p, q, power) => {
      const jsd = jensenShannon(p, q);
      assert.ok(jsd >= 0 && jsd <= 1, `${jsd}`);
      assertNear(jensenShannon(q, p), jsd, 1e-15);
      assertNear(jensenShannon(p.toReversed(), q.toReversed()), jsd, 1e-15);
      assertNear(jensenShannon(p.map((x) => x * 2 ** power), q), jsd, 1e-12);
      assertNear(jensenShannon([...p, 0], [...q, 0]), jsd, 1e-15);
      assert.equal(jensenShannon(p, p), 0);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

Deno.test("jensenShannon() is the definition by entropies", () => {
  const entropy = (shares: readonly number[]) =>
    -shares.reduce((sum, x) => x === 0 ? sum : sum + x * Math.log2(x), 0);
  const normalised = (weights: readonly number[]) => {
    const total = weights.reduce((sum, x) => sum + x, 0);
    return weights.map((x) => x / total);
  };
  const counts = fc.array(fc.nat(50), { minLength: 3, maxLength: 3 }).filter((c) =>
    c.some((x) => x > 0)
  );
  fc.assert(
    fc.property(counts, counts, (one, two) => {
      const [p, q] = [normalised(one), normalised(two)];
      const mean = p.map((x, i) => (x + (q[i] ?? NaN)) / 2);
      const expected = entropy(mean) - entropy(p) / 2 - entropy(q) / 2;
      assertNear(jensenShannon(one, two), expected, 1e-14);
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("jensenShannon() has no number where a side has no data", () => {
  const none = { name: "RangeError", message: "Cannot compute shares: there is no data" };
  for (const empty of [[], {}, [0], { a: 0, b: 0 }, { shares: {} }]) {
    assert.throws(() => jensenShannon(empty, [1]), none);
    assert.throws(() => jensenShannon([1], empty), none);
  }
});

Deno.test("jensenShannon() does not take a list and named options for disjoint", () => {
  const message = "Cannot compare a list with named options: both sides must name them";
  for (const distance of [jensenShannon, totalVariation]) {
    assert.throws(() => distance([1, 2], { a: 1, b: 2 }), { name: "TypeError", message });
    assert.throws(() => distance({ shares: { a: 1 } }, [1]), { name: "TypeError", message });
  }
});
