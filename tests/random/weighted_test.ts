import fc from "fast-check";
import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { weighted } from "../../lib/random/weighted.ts";

Deno.test("weighted() draws each place as often as its weight says", () => {
  const weights = [1, 0, 2, 5, 2];
  const random = stream(1).fork("weights");
  const n = 50_000;
  const counts = weights.map(() => 0);
  for (let i = 0; i < n; i++) {
    const place = weighted(weights, random);
    counts[place] = (counts[place] ?? NaN) + 1;
  }
  assert.equal(counts[1], 0);
  for (const [place, weight] of weights.entries()) {
    const share = weight / 10;
    const off = Math.abs((counts[place] ?? NaN) / n - share);
    assert.ok(off <= 4 * Math.sqrt(share * (1 - share) / n), `${place}: ${counts[place]}`);
  }
});

Deno.test("weighted() never draws a place without weight", () => {
  const weight = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e300, noNaN: true }));
  fc.assert(
    fc.property(fc.array(weight, { maxLength: 8 }), fc.integer(), (weights, seed) => {
      fc.pre(weights.some((w) => w > 0));
      assert.ok((weights[weighted(weights, stream(seed))] ?? 0) > 0);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

Deno.test("weighted() draws alike whatever the scale of the weights", () => {
  for (let seed = 0; seed < 100; seed++) {
    const place = weighted([3, 1, 4], stream(seed));
    assert.equal(weighted([0.375, 0.125, 0.5], stream(seed)), place);
    assert.equal(weighted([3 * 2 ** 900, 2 ** 900, 2 ** 902], stream(seed)), place);
  }
});

Deno.test("weighted() refuses weights that are negative or not finite", () => {
  for (const wrong of [-1, -1e-300, NaN, Infinity]) {
    assert.throws(() => weighted([1, wrong], stream(1)), {
      name: "RangeError",
      message: `Cannot draw with weight ${wrong}: a weight must be finite, from 0`,
    });
  }
});

Deno.test("weighted() refuses weights of which none is positive", () => {
  for (const none of [[], [0], [0, 0, -0]]) {
    assert.throws(() => weighted(none, stream(1)), {
      name: "RangeError",
      message: "Cannot draw by weight: no weight is positive",
    });
  }
});
