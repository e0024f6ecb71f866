import assert from "node:assert/strict";
import { type Uniform } from "../../lib/statistics/draw_binomial.ts";
import { drawMultinomial } from "../../lib/statistics/draw_multinomial.ts";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { jsdInterval } from "../../lib/statistics/jsd_interval.ts";
import { seeded } from "../statistics/seeded.ts";

/** The shares behind a panel, and the humans'. */
type Truth = readonly [panel: readonly number[], human: readonly number[]];

const HAPPY = [0.208473, 0.576653, 0.214874];
const EVEN = [0.2, 0.2, 0.2, 0.2, 0.2];
const TEN = Array<number>(10).fill(0.1);

const TRUTHS: Readonly<Record<string, readonly Truth[]>> = {
  equal: [[HAPPY, HAPPY], [EVEN, EVEN], [TEN, TEN], [[0.3, 0.7], [0.3, 0.7]]],
  near: [
    [[0.25, 0.55, 0.2], HAPPY],
    [[0.15, 0.2, 0.25, 0.25, 0.15], EVEN],
    [[0.14, 0.06, 0.12, 0.08, 0.1, 0.1, 0.13, 0.07, 0.1, 0.1], TEN],
    [[0.55, 0.45], [0.5, 0.5]],
  ],
  far: [
    [[0.1, 0.8, 0.1], HAPPY],
    [[0.6, 0.2, 0.1, 0.05, 0.05], [0.1, 0.15, 0.2, 0.25, 0.3]],
    [[0.4, 0.2, 0.1, 0.1, 0.05, 0.05, 0.04, 0.03, 0.02, 0.01], TEN],
    [[0.9, 0.1], [0.4, 0.6]],
  ],
  sparse: [
    [[0.96, 0.01, 0.01, 0.01, 0.01], [0.7, 0.2, 0.06, 0.03, 0.01]],
    [[0.02, 0.03, 0.05, 0.9], [0.01, 0.04, 0.25, 0.7]],
    [[0.5, 0.3, 0.2, 0], [0.4, 0.3, 0, 0.3]],
    [[0.99, 0.005, 0.005], HAPPY],
  ],
};

/** In how many of the repetitions the interval has the true divergence. */
function hits(truth: Truth, n: number, humanN: number, repetitions: number, uniform: Uniform) {
  const [panel, human] = truth;
  const wanted = jensenShannon(panel, human);
  let found = 0;
  for (let i = 0; i < repetitions; i++) {
    const counts = drawMultinomial(n, panel, uniform);
    const shares = humanN === Infinity ? human : drawMultinomial(humanN, human, uniform);
    const { low, high } = jsdInterval(counts, shares, { n, humanN, uniform, draws: 400 });
    if (low - 1e-12 <= wanted && wanted <= high + 1e-12) found += 1;
  }
  return found;
}

for (const [kind, truths] of Object.entries(TRUTHS)) {
  for (const humanN of [Infinity, 1000]) {
    const humans = humanN === Infinity ? "exact humans" : `${humanN} humans`;
    Deno.test(`jsdInterval() covers 93 % of ${kind} truths against ${humans}`, () => {
      const uniform = seeded(93);
      for (const n of [50, 100, 200]) {
        const repetitions = 100;
        const found = truths.map((truth) => hits(truth, n, humanN, repetitions, uniform));
        const share = found.reduce((sum, one) => sum + one, 0) / (repetitions * truths.length);
        assert.ok(share >= 0.93, `${kind}, n = ${n}: ${share}, of ${found.join(", ")}`);
        // One truth alone: three standard errors of 100 below .93.
        for (const one of found) {
          assert.ok(one / repetitions >= 0.85, `${kind}, n = ${n}: ${found}`);
        }
      }
    });
  }
}
