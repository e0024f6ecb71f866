import assert from "node:assert/strict";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { nullLines } from "../../lib/statistics/null_lines.ts";
import { assertNear } from "./assert_near.ts";
import { seeded } from "./seeded.ts";

const divergence = { mean: 0.0036, floor95: 0.0108 };

Deno.test("nullLines() has a line for each respondent that knows nothing, and for humans", () => {
  const human = [684, 1892, 705];
  const lines = nullLines(human, {
    ...{ common: human, n: 50, humanN: 3281, divergence, scores: [1, 2, 3], uniform: seeded(1) },
  });
  assert.equal(lines.uniform.jsd, jensenShannon([1, 1, 1], human));
  assert.equal(lines.majority.jsd, jensenShannon([0, 1, 0], human));
  assertNear(lines.majority.tvd, (684 + 705) / 3281);
  assertNear(lines.majority.wasserstein ?? NaN, (684 + 705) / 3281 / 2);
  assert.deepEqual([lines.human.jsd, lines.floor95.jsd], [0.0036, 0.0108]);
  assert.ok(lines.human.tvd < lines.floor95.tvd);
  assert.ok((lines.human.wasserstein ?? NaN) < (lines.floor95.wasserstein ?? NaN));
  // ν/(4 n ln 2), methods.md 1.
  assertNear(lines.retest?.jsd ?? NaN, 2 / (4 * 3281 * Math.LN2));
});

Deno.test("nullLines() averages the majority line over tied modes", () => {
  const lines = nullLines([4, 1, 1, 4], {
    ...{ common: [4, 1, 1, 4], n: 50, humanN: Infinity, divergence, uniform: seeded(1) },
    scores: [1, 2, 3, 6],
  });
  // From either end, by hand: (.6·1 + .5·1 + .4·3)/5 and (.4·1 + .5·1 + .6·3)/5.
  assertNear(lines.majority.wasserstein ?? NaN, ((2.3 / 5) + (2.7 / 5)) / 2);
  assertNear(lines.majority.jsd, jensenShannon([1, 0, 0, 0], [4, 1, 1, 4]));
  assert.equal(lines.retest, null);
});

Deno.test("nullLines() has no Wasserstein distance where options have no order", () => {
  const lines = nullLines([3, 2, 0], {
    ...{ common: [3, 2, 0], n: 20, humanN: 40, divergence, scores: null, uniform: seeded(1) },
  });
  for (const line of [lines.uniform, lines.majority, lines.human, lines.floor95, lines.retest]) {
    assert.equal(line?.wasserstein, null);
  }
  // The uniform respondent knows of the option that no human chose; chance does not.
  assertNear(lines.uniform.tvd, 1 / 3);
  assertNear(lines.retest?.jsd ?? NaN, 1 / (4 * 40 * Math.LN2));
});
