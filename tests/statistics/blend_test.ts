import assert from "node:assert/strict";
import { blend } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

const part = (share: number, n: number) => ({ shares: [share, 1 - share], n });

Deno.test("blend() has the known MOVER interval: 18/30, 25/30, 30/30 with .5, .3, .2", () => {
  // From methods.md 4, computed apart: .75 [.64559962, .83197365].
  const { shares, intervals } = blend([part(18 / 30, 30), part(25 / 30, 30), part(1, 30)], [
    ...[0.5, 0.3, 0.2],
  ]);
  assertNear(shares[0] ?? NaN, 0.75);
  assertNear(intervals[0]?.low ?? NaN, 0.64559962, 1e-8);
  assertNear(intervals[0]?.high ?? NaN, 0.83197365, 1e-8);
  // The other option is the mirror image.
  assertNear(intervals[1]?.low ?? NaN, 1 - 0.83197365, 1e-8);
});

Deno.test("H2: blend() weighs shares, whatever the weights add up to", () => {
  const { shares } = blend([part(1, 1), part(0, 1)], [2, 3]);
  assertNear(shares[0] ?? NaN, 0.4);
  assertNear(shares[1] ?? NaN, 0.6);
});

Deno.test("H7: blend() renormalises over the samples with data", () => {
  const { shares, weights } = blend([part(1, 1), { shares: [0, 0], n: 0 }], [0.5, 0.5]);
  assert.deepEqual([shares, weights], [[1, 0], [1, 0]]);
});

Deno.test("blend() of equal samples has the size of both, and of one sample its own", () => {
  assertNear(blend([part(0.5, 20), part(0.5, 20)], [1, 1]).nEffective, 40);
  assertNear(blend([part(0.5, 20)], [7]).nEffective, 20);
  // Unanimous samples do not vary, and the weights alone count: 1 / Σ w²/n.
  assertNear(blend([part(1, 10), part(1, 30)], [1, 1]).nEffective, 1 / (0.25 / 10 + 0.25 / 30));
});

Deno.test("blend() refuses no data, and weights that are missing or not positive", () => {
  const samples = [part(0.5, 10), part(0.5, 10)];
  assert.throws(() => blend(samples, [1]), RangeError);
  for (const weight of [0, -1, NaN, Infinity]) {
    assert.throws(() => blend(samples, [1, weight]), RangeError);
  }
  assert.throws(() => blend([{ shares: [0, 0], n: 0 }], [1]), /no sample has data/);
});

Deno.test("blend() of any samples has shares that add up to 1, inside their intervals", () => {
  let state = 7;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let time = 0; time < 200; time++) {
    const samples = Array.from({ length: 1 + Math.floor(4 * next()) }, () => {
      const counts = Array.from({ length: 3 }, () => Math.floor(20 * next()));
      const n = counts.reduce((sum, count) => sum + count, 0);
      return { n, shares: counts.map((count) => n === 0 ? 0 : count / n) };
    });
    if (samples.every(({ n }) => n === 0)) continue;
    const { shares, intervals, weights } = blend(samples, samples.map(() => 0.1 + next()));
    assertNear(shares.reduce((sum, share) => sum + share, 0), 1);
    assertNear(weights.reduce((sum, weight) => sum + weight, 0), 1);
    shares.forEach((share, at) => {
      const { low, high } = intervals[at] ?? { low: NaN, high: NaN };
      assert.ok(0 <= low && low <= share && share <= high && high <= 1);
    });
  }
});
