import assert from "node:assert/strict";
import { grade } from "../../lib/statistics/grade.ts";
import { skill } from "../../lib/statistics/skill.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("skill() is 1 for the humans, 0 for the uniform respondent, below 0 for worse", () => {
  const of = (corrected: number) =>
    skill({ corrected, uniform: 0.2, floor95: 0.02, interval: { low: 0.01, high: 0.3 } });
  assert.equal(of(0).value, 1);
  assert.equal(of(0.2).value, 0);
  assert.equal(of(0.5).value, -1.5);
  assertNear(of(0).interval?.low ?? NaN, -0.5);
  assertNear(of(0).interval?.high ?? NaN, 0.95);
  assert.equal(of(0).reason, null);
});

Deno.test("skill() is null with the reason where chance reaches the uniform respondent", () => {
  for (const uniform of [0.02, 0.01, -0.001]) {
    assert.deepEqual(
      skill({ corrected: 0.1, uniform, floor95: 0.02, interval: { low: 0, high: 0.3 } }),
      {
        value: null,
        interval: null,
        reason: "the humans cannot be told from the uniform respondent at this size",
      },
    );
  }
});

Deno.test("grade() has the bands of the calibration guide", () => {
  const bands: [jsd: number, name: string][] = [
    [-0.003, "tightly aligned"],
    [0.0499, "tightly aligned"],
    [0.05, "strong"],
    [0.15, "moderate"],
    [0.19, "moderate"],
    [0.3, "weak"],
    [0.5, "weak"],
    [0.5001, "effectively uncalibrated"],
    [1, "effectively uncalibrated"],
  ];
  for (const [jsd, name] of bands) assert.equal(grade(jsd), name);
  assert.throws(() => grade(NaN), {
    name: "RangeError",
    message: "Cannot grade NaN: it must be a number",
  });
});
