import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { weighted } from "../../lib/random/weighted.ts";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { samplingDivergence } from "../../lib/statistics/sampling_divergence.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("samplingDivergence() has the values of (k − 1)/(8 ln 2) · (1/n + 1/m)", () => {
  // By mpmath 1.3.
  assertNear(samplingDivergence(5, 100), 0.00721347520444, 1e-13);
  assertNear(samplingDivergence(3, 100, 3281), 0.00371666559985, 1e-13);
  assertNear(samplingDivergence(10, 50), 0.03246063842, 1e-12);
  assert.equal(samplingDivergence(1, 7), 0);
  assert.equal(samplingDivergence(4, 50, 200), samplingDivergence(4, 200, 50));
});

Deno.test("samplingDivergence() is what panels drawn from the humans themselves score on average", () => {
  const humans = [0.3, 0.45, 0.25];
  const draw = (n: number, seed: number) => {
    const random = stream(seed).fork("panel");
    const counts = humans.map(() => 0);
    for (let i = 0; i < n; i++) {
      const place = weighted(humans, random);
      counts[place] = (counts[place] ?? NaN) + 1;
    }
    return counts;
  };
  const runs = 2000;
  let [fixed, sampled] = [0, 0];
  for (let seed = 0; seed < runs; seed++) {
    const panel = draw(200, seed);
    fixed += jensenShannon(panel, humans) / runs;
    sampled += jensenShannon(panel, draw(300, runs + seed)) / runs;
  }
  // Each is a χ² with 2 degrees of freedom, whose mean over 2,000 runs has a relative error of 2.2 %.
  assertNear(fixed / samplingDivergence(3, 200), 1, 0.08);
  assertNear(sampled / samplingDivergence(3, 200, 300), 1, 0.08);
});

Deno.test("samplingDivergence() refuses sizes that are none", () => {
  for (
    const [options, n, m] of [[0, 1, 1], [3, 0, 1], [3, 1, 0], [NaN, 1, 1], [3, NaN, 1], [3, -1, 5]]
  ) {
    assert.throws(() => samplingDivergence(options ?? 0, n ?? 0, m), { name: "RangeError" });
  }
});
