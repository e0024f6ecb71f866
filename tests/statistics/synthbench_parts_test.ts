import assert from "node:assert/strict";
import { jensenShannon, synthBenchParts } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("synthBenchParts() has the goldens of SynthBench", () => {
  // synthbench.md 4, computed by its own program.
  const known: [subgroups: number[], pSub: number][] = [
    [[0.9, 0.1], 0.2],
    [[0.8, 0.82, 0.78, 0.81], 0.98156984491],
    [[0, 0, 0], 0],
    [[0.4], 1],
  ];
  for (const [subgroups, pSub] of known) {
    assertNear(synthBenchParts({ subgroups }).pSub ?? NaN, pSub, 1e-10);
  }
  assertNear(synthBenchParts({ refusals: [[0.1, 0], [0.3, 0.1]] }).pRefuse ?? NaN, 0.85);
  assertNear(synthBenchParts({ refusals: [[0.9, 0.0037]] }).pRefuse ?? NaN, 0.1037);
  const plain = jensenShannon([1, 0], [0.5, 0.5]);
  assertNear(synthBenchParts({ conditioned: [[plain, 0]] }).pCond ?? NaN, 0.3112781245, 1e-9);
});

Deno.test("synthBenchParts() takes means over the questions", () => {
  const { pDist, pRank, pCond } = synthBenchParts({
    jsds: [0.1, 0.3],
    taus: [1, -0.5],
    conditioned: [[0.3, 0.1], [0.1, 0.2]],
  });
  assertNear(pDist ?? NaN, 0.8);
  assertNear(pRank ?? NaN, 0.625);
  // A group that gains nothing counts as 0, not as a loss.
  assertNear(pCond ?? NaN, 0.1);
});

Deno.test("synthBenchParts() has no part that was not measured", () => {
  assert.deepEqual(synthBenchParts({}), {});
  assert.deepEqual(synthBenchParts({ jsds: [], refusals: [] }), {});
  assert.deepEqual(Object.keys(synthBenchParts({ taus: [0] })), ["pRank"]);
});
