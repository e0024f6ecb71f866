import assert from "node:assert/strict";
import { logGamma } from "../../lib/statistics/log_gamma.ts";
import { stirlingRemainder } from "../../lib/statistics/stirling_remainder.ts";
import { assertClose } from "./assert_close.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("logGamma() has the values of mpmath, from the smallest to the largest", () => {
  // mpmath 1.3, loggamma at 50 digits.
  const known: [x: number, value: number][] = [
    [1e-300, 690.77552789821371],
    [1e-10, 23.025850929882735],
    [0.3, 1.0957979948180756],
    [0.5, 0.57236494292470009],
    [1.2, -0.085374090003315837],
    [1.999, -0.00042246180069210728],
    [2.2, 0.096947466790638873],
    [9.9, 12.57717990421988],
    [10.1, 13.027526738633237],
    [172.3, 713.25836344432696],
    [12345.6, 103959.18506616846],
    [1e8, 1742068066.1038347],
  ];
  for (const [x, value] of known) assertClose(logGamma(x), value);
});

Deno.test("logGamma() is 0 at 1 and 2, and infinite at infinity", () => {
  assertNear(logGamma(1), 0, 1e-15);
  assertNear(logGamma(2), 0, 1e-15);
  assert.equal(logGamma(Infinity), Infinity);
});

Deno.test("logGamma() refuses what is not above 0", () => {
  for (const x of [0, -1.5, NaN]) {
    assert.throws(() => logGamma(x), {
      name: "RangeError",
      message: `Cannot take the gamma function at ${x}: it must be above 0`,
    });
  }
});

Deno.test("stirlingRemainder() has the values of mpmath on both sides of 10", () => {
  // mpmath 1.3: loggamma(x) − (x − 1/2) log x + x − log(2π)/2 at 50 digits.
  const known: [x: number, value: number][] = [
    [0.01, 1.4340079537031842],
    [0.5, 0.15342640972002735],
    [1.5, 0.054814121051917654],
    [7, 0.01189670994589177],
    [10, 0.0083305634333628713],
    [100.5, 0.00082918465990464866],
  ];
  for (const [x, value] of known) assertNear(stirlingRemainder(x), value, 2e-15);
});
