import assert from "node:assert/strict";
import { jeffreys } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("jeffreys() has the intervals of SciPy", () => {
  // scipy.stats.beta.ppf of k + ½ and n − k + ½, SciPy 1.17.1; the first is also in methods.md 3.
  const known: [k: number, n: number, low: number, high: number][] = [
    [7, 20, 0.172276213631912, 0.5677660938414961],
    [0, 10, 0, 0.21719626750921053],
    [10, 10, 0.7828037324907894, 1],
    [1, 29, 0.003746173649057073, 0.15007768600223173],
    [500_000, 1_000_000, 0.49902001919386424, 0.5009799808061357],
  ];
  for (const [k, n, low, high] of known) {
    const interval = jeffreys(k, n);
    assertNear(interval.low, low, 1e-10);
    assertNear(interval.high, high, 1e-10);
  }
  const { low, high } = jeffreys(7, 20, { confidence: 0.9 });
  assertNear(low, 0.19695271, 1e-8);
  assertNear(high, 0.53316532, 1e-8);
});

Deno.test("jeffreys() refuses counts and levels without sense", () => {
  for (const [k, n] of [[0, 0], [-1, 5], [6, 5], [NaN, 5], [1, NaN]]) {
    assert.throws(() => jeffreys(k ?? NaN, n ?? NaN), RangeError);
  }
  for (const confidence of [0, 1, NaN]) {
    assert.throws(() => jeffreys(1, 2, { confidence }), RangeError);
  }
});
