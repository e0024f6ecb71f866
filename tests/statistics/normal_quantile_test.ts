import fc from "fast-check";
import assert from "node:assert/strict";
import { normalQuantile } from "../../lib/statistics/normal_quantile.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("normalQuantile() has the values of a table, in the centre and far out", () => {
  // mpmath 1.3 at 50 digits, at the double nearest to each p. The three branches of AS 241 meet at
  // .075 and .925 and at exp(−25), about 1.4e-11.
  const table: [p: number, z: number][] = [
    [0.5, 0],
    [0.6, 0.253347103135799741],
    [0.75, 0.674489750196081743],
    [0.9, 1.28155156554460059],
    [0.925, 1.43953147093845623],
    [0.95, 1.64485362695147228],
    [0.975, 1.95996398454005386],
    [0.99, 2.32634787404084077],
    [0.995, 2.57582930354890045],
    [0.999, 3.09023230616781328],
    [0.9999, 3.71901648545570839],
    [0.075, -1.43953147093845593],
    [0.025, -1.95996398454005421],
    [0.001, -3.09023230616781354],
    [1e-5, -4.26489079392282461],
    [1e-10, -6.3613409024040562],
    [1.2e-11, -6.67935265650152238],
    [3e-14, -7.50808182594289324],
    [1e-15, -7.94134532617099677],
    [1e-20, -9.26234008979840758],
    [1e-100, -21.2734535609653243],
    [1e-300, -37.0470962993611992],
    [5e-324, -38.4674056171443463],
  ];
  for (const [p, z] of table) assertNear(normalQuantile(p), z, 1e-13);
});

Deno.test("normalQuantile() is odd around a half", () => {
  // Of p = i/1024 and 1 − p, both are exact in binary.
  for (let i = 1; i < 512; i++) {
    assert.equal(normalQuantile(1 - i / 1024), -normalQuantile(i / 1024));
  }
  assert.equal(normalQuantile(0.5), 0);
});

Deno.test("normalQuantile() rises with p", () => {
  const inside = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(inside, inside, (p, q) => {
      fc.pre(p < q);
      assert.ok(normalQuantile(p) <= normalQuantile(q));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

Deno.test("normalQuantile() refuses what is no probability inside (0, 1)", () => {
  for (const p of [0, 1, -0.1, 1.1, NaN, Infinity]) {
    assert.throws(() => normalQuantile(p), {
      name: "RangeError",
      message: `Cannot take the quantile at ${p}: it must be in (0, 1)`,
    });
  }
});
