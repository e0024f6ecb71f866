import assert from "node:assert/strict";
import { samplingCurve, samplingDivergence } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";
import { seeded } from "./seeded.ts";

Deno.test("samplingCurve() has the sizes and the draws of SynthBench", () => {
  const curve = samplingCurve([684, 1892, 705], { uniform: seeded(1) });
  assert.deepEqual(curve.map(({ n }) => n), [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]);
  for (const { n, mean, p10, p90, expected } of curve) {
    assert.ok(0 <= p10 && p10 < mean && mean < p90, `${n}: ${p10} ${mean} ${p90}`);
    assertNear(expected, samplingDivergence(3, n));
    // Five standard errors of 500 draws, whose deviation is about their mean.
    assertNear(mean / expected, 1, n === 20 ? 0.4 : 0.25);
  }
});

Deno.test("samplingCurve() has the mean and the tenths of many draws elsewhere", () => {
  // NumPy 2: 400,000 multinomial samples of each size.
  const human = [684, 1892, 705];
  const known = [
    [20, 0.0201195, 0.0017783, 0.0460420],
    [50, 0.0074789, 0.00094226, 0.0177228],
    [200, 0.0018208, 0.00020572, 0.0042177],
  ] as const;
  const sizes = known.map(([n]) => n);
  const curve = samplingCurve(human, { sizes, draws: 20_000, uniform: seeded(2) });
  known.forEach(([n, mean, p10, p90], at) => {
    const point = curve[at];
    assert.equal(point?.n, n);
    assertNear((point?.mean ?? NaN) / mean, 1, 0.03);
    assertNear((point?.p10 ?? NaN) / p10, 1, 0.07);
    assertNear((point?.p90 ?? NaN) / p90, 1, 0.04);
  });
});

Deno.test("samplingCurve() of four equal options is that of SynthBench", () => {
  // synthbench.md 3: 0.002783 at 200 and 0.0001073 at 5,000, of 500 draws; expected 0.002705 and 0.0001082.
  const sizes = [200, 5000];
  const [small, large] = samplingCurve([1, 1, 1, 1], { sizes, draws: 500, uniform: seeded(3) });
  assertNear(small?.mean ?? NaN, 0.002783, 0.0004);
  assertNear(large?.mean ?? NaN, 0.0001073, 0.000016);
  assert.equal(small?.expected.toFixed(6), "0.002705");
  assert.equal(large?.expected.toFixed(7), "0.0001082");
});

Deno.test("samplingCurve() of one option is 0, and options without a share are none", () => {
  for (const weights of [[7], [7, 0, 0]]) {
    const [point] = samplingCurve(weights, { sizes: [20], uniform: seeded(1) });
    assert.deepEqual(point, { n: 20, mean: 0, p10: 0, p90: 0, expected: 0 });
  }
});

Deno.test("samplingCurve() refuses no data, and numbers that are not whole from 1", () => {
  const uniform = seeded(1);
  assert.throws(() => samplingCurve({}, { uniform }), RangeError);
  assert.throws(() => samplingCurve([1, 1], { uniform, draws: 0 }), {
    name: "RangeError",
    message: "Cannot draw 0: it must be a whole number from 1",
  });
  for (const size of [0, -5, 2.5, NaN, Infinity]) {
    assert.throws(() => samplingCurve([1, 1], { uniform, sizes: [20, size] }), {
      name: "RangeError",
      message: `Cannot sample ${size}: it must be a whole number from 1`,
    });
  }
});
