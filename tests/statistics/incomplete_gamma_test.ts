import assert from "node:assert/strict";
import { chiSquaredQuantile } from "../../lib/statistics/chi_squared_quantile.ts";
import { chiSquaredTail } from "../../lib/statistics/chi_squared_tail.ts";
import { gammaQuantile } from "../../lib/statistics/gamma_quantile.ts";
import { incompleteGamma } from "../../lib/statistics/incomplete_gamma.ts";
import { assertClose } from "./assert_close.ts";

Deno.test("incompleteGamma() has the values of mpmath, also in far tails", () => {
  // mpmath 1.3, gammainc(…, regularized=True) at 50 digits.
  const known: [a: number, x: number, lower: number, upper: number][] = [
    [0.5, 0.001, 0.035670591729679885, 0.96432940827032011],
    [0.5, 1.5, 0.9167354833364496, 0.083264516663550402],
    [0.5, 300, 1, 1.6741679846917878e-132],
    [1, 2, 0.86466471676338731, 0.13533528323661269],
    [2.5, 2, 0.45058404864721977, 0.54941595135278023],
    [20, 5, 3.4521358209144602e-7, 0.99999965478641791],
    [20, 60, 0.99999999936480817, 6.3519183403789761e-10],
    [500.5, 400, 7.221363016767824e-7, 0.99999927786369832],
    [500.5, 750.75, 1, 9.9671064452945809e-23],
    [1e5, 101_000, 0.99919157848707441, 0.00080842151292559073],
  ];
  for (const [a, x, lower, upper] of known) {
    assertClose(incompleteGamma(a, x).lower, lower);
    assertClose(incompleteGamma(a, x).upper, upper);
  }
});

Deno.test("incompleteGamma() is nothing at 0 and everything at infinity", () => {
  assert.deepEqual(incompleteGamma(3, 0), { lower: 0, upper: 1 });
  assert.deepEqual(incompleteGamma(3, Infinity), { lower: 1, upper: 0 });
  assert.deepEqual(incompleteGamma(3, 1e5), { lower: 1, upper: 0 });
});

Deno.test("incompleteGamma() refuses a shape or place without sense", () => {
  for (const [a, x] of [[0, 1], [-1, 1], [Infinity, 1], [NaN, 1], [1, -1], [1, NaN]] as const) {
    assert.throws(() => incompleteGamma(a, x), { name: "RangeError" });
  }
});

Deno.test("chiSquaredTail() has the values of mpmath", () => {
  // mpmath 1.3, gammainc(df/2, x/2, inf, regularized=True); the first two are in the specification.
  const known: [x: number, df: number, p: number][] = [
    [14, 2, 0.00091188196555451621],
    [3.8, 2, 0.14956861922263507],
    [0.5, 1, 0.47950012218695346],
    [3.841458820694124, 1, 0.05],
    [500, 10, 4.4147360999137313e-101],
    [1, 50, 1],
  ];
  for (const [x, df, p] of known) assertClose(chiSquaredTail(x, df), p);
  assert.equal(chiSquaredTail(0, 3), 1);
  assert.throws(() => chiSquaredTail(-1, 3), {
    name: "RangeError",
    message: "Cannot take the tail of chi squared at -1 with 3 degrees of freedom",
  });
  assert.throws(() => chiSquaredTail(1, 0), { name: "RangeError" });
});

Deno.test("chiSquaredQuantile() has the values of mpmath", () => {
  // mpmath 1.3: the root of log(P(df/2, x/2)/p), at 50 digits.
  const known: [p: number, df: number, x: number][] = [
    [0.95, 1, 3.8414588206941245],
    [0.95, 2, 5.9914645471079802],
    [0.95, 4, 9.4877290367811546],
    [0.95, 9, 16.918977604620447],
    [0.5, 3, 2.3659738843753383],
    [0.025, 10, 3.2469727802368411],
    [1e-10, 5, 0.00032335571462496935],
    [0.999999, 7, 40.521831234114719],
    [0.95, 500, 553.12680893425689],
  ];
  for (const [p, df, x] of known) assertClose(chiSquaredQuantile(p, df), x);
  assert.equal(chiSquaredQuantile(0, 4), 0);
  assert.equal(chiSquaredQuantile(1, 4), Infinity);
  assert.throws(() => chiSquaredQuantile(1.5, 4), {
    name: "RangeError",
    message: "Cannot take the quantile at 1.5 of chi squared with 4 degrees of freedom",
  });
});

Deno.test("gammaQuantile() undoes incompleteGamma()", () => {
  for (const a of [0.5, 1, 7.5, 300, 1e5]) {
    for (const p of [1e-12, 0.001, 0.3, 0.5, 0.8, 0.999]) {
      assertClose(incompleteGamma(a, gammaQuantile(p, a)).lower, p, 1e-10);
    }
  }
  assert.throws(() => gammaQuantile(-0.1, 1), {
    name: "RangeError",
    message: "Cannot take the quantile at -0.1 of a gamma distribution of 1",
  });
});
