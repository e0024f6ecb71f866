import { continuedFraction } from "../../lib/statistics/continued_fraction.ts";
import { root } from "../../lib/statistics/root.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("root() finds where a function is 0, also where the slope misleads", () => {
  const cubic = (x: number) => ({ value: x ** 3 - 8, slope: 3 * x * x });
  assertNear(root(cubic, 0, 100), 2, 1e-15);
  // Newton alone would run off from the flat parts of the arctangent.
  const flat = (x: number) => ({ value: Math.atan(x - 3), slope: 1 / (1 + (x - 3) ** 2) });
  assertNear(root(flat, -1e6, 50), 3, 1e-15);
  // A slope of 0 or without sense is not followed.
  assertNear(root((x) => ({ value: x - 0.3, slope: 0 }), 0, 1), 0.3, 1e-15);
  assertNear(root((x) => ({ value: x - 0.3, slope: NaN }), 0, 1), 0.3, 1e-15);
});

Deno.test("continuedFraction() has the values of known fractions", () => {
  assertNear(continuedFraction(1, () => [1, 2]), Math.SQRT2, 1e-15);
  // Lambert 1768: tan 1 = 0 + 1/(1 − 1/(3 − 1/(5 − …))).
  assertNear(continuedFraction(0, (k) => [k === 1 ? 1 : -1, 2 * k - 1]), Math.tan(1), 1e-15);
});
