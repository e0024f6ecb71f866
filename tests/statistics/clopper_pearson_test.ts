import assert from "node:assert/strict";
import { clopperPearson } from "../../lib/statistics/clopper_pearson.ts";
import { assertClose } from "./assert_close.ts";

Deno.test("clopperPearson() has the intervals of SciPy", () => {
  // scipy.stats.binomtest(k, n).proportion_ci(level, method="exact"), SciPy 1.17.1.
  const known: [k: number, n: number, confidence: number, low: number, high: number][] = [
    [30, 50, 0.95, 0.4517940284791804, 0.7359216049054262],
    [0, 20, 0.95, 0.0, 0.16843347098308548],
    [20, 20, 0.95, 0.8315665290169145, 1.0],
    [1, 50, 0.99, 0.00010024581149251763, 0.1394041245608799],
    [7, 20, 0.9, 0.17731091757446915, 0.5580345113154889],
    [684, 3281, 0.95, 0.19468563747132092, 0.22278196109380038],
  ];
  for (const [k, n, confidence, low, high] of known) {
    const interval = clopperPearson(k, n, { confidence });
    assertClose(interval.low, low, 1e-9);
    assertClose(interval.high, high, 1e-9);
  }
});

Deno.test("clopperPearson() refuses counts and levels without sense", () => {
  assert.throws(() => clopperPearson(0, 0), {
    name: "RangeError",
    message: "Cannot give an interval at n = 0: there is no data",
  });
  assert.throws(() => clopperPearson(6, 5), {
    name: "RangeError",
    message: "Cannot give an interval for 6 of 5: it must be in [0, n]",
  });
  assert.throws(() => clopperPearson(1, 2, { confidence: 1 }), {
    name: "RangeError",
    message: "Cannot give an interval at the level 1: it must be in (0, 1)",
  });
});
