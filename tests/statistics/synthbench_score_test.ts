import assert from "node:assert/strict";
import { synthBenchScore } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("synthBenchScore() has the goldens of SynthBench", () => {
  // synthbench.md 4, computed by its own program.
  const all = { pDist: 0.8, pRank: 0.7, pCond: 0.6, pSub: 0.75, pRefuse: 0.9 };
  assertNear(synthBenchScore(all), 0.75);
  assertNear(synthBenchScore({ pDist: 0.8, pRank: 0.7, pRefuse: 0.9 }), 0.8);
  assertNear(
    synthBenchScore({ pDist: 0.8, pRank: 0.6 }, { pDist: 0.7, pRank: 0.3 }),
    0.74,
  );
  assert.equal(synthBenchScore({}), 0);
});

Deno.test("synthBenchScore() renormalises weights over the parts that were measured", () => {
  assertNear(synthBenchScore({ pRank: 0.6 }, { pDist: 0.7, pRank: 0.3 }), 0.6);
  assertNear(synthBenchScore({ pRank: 0.6, pSub: 1 }, { pRank: 5 }), 0.6);
});
