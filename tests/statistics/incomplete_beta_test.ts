import assert from "node:assert/strict";
import { betaQuantile } from "../../lib/statistics/beta_quantile.ts";
import { fQuantile } from "../../lib/statistics/f_quantile.ts";
import { fTail } from "../../lib/statistics/f_tail.ts";
import { incompleteBeta } from "../../lib/statistics/incomplete_beta.ts";
import { assertClose } from "./assert_close.ts";

Deno.test("incompleteBeta() has the values of mpmath, also in far tails", () => {
  // mpmath 1.3, betainc(…, regularized=True) at 50 digits.
  const known: [x: number, a: number, b: number, lower: number, upper: number][] = [
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.001, 0.5, 3, 0.059253189515946234, 0.94074681048405377],
    [0.999, 0.5, 3, 0.99999999968738274, 3.1261725786136561e-10],
    [0.3, 20, 31, 0.084802598553825598, 0.9151974014461744],
    [0.9, 20, 31, 1, 4.3957494730332029e-19],
    [0.1, 20, 31, 2.3685993581841883e-8, 0.99999997631400642],
    [3.999992000016e-6, 1, 5e5, 0.86466471676374821, 0.13533528323625179],
    [1.2e-5, 3, 5e5, 0.93803333720612535, 0.061966662793874653],
    [0.99, 10000, 200, 1, 4.1591635279562238e-18],
    [0.97, 10000, 200, 2.3340104691264579e-11, 0.9999999999766599],
  ];
  for (const [x, a, b, lower, upper] of known) {
    assertClose(incompleteBeta(x, a, b).lower, lower);
    assertClose(incompleteBeta(x, a, b).upper, upper);
  }
});

Deno.test("incompleteBeta() is nothing at 0 and everything at 1", () => {
  assert.deepEqual(incompleteBeta(0, 2, 3), { lower: 0, upper: 1 });
  assert.deepEqual(incompleteBeta(1, 2, 3), { lower: 1, upper: 0 });
});

Deno.test("incompleteBeta() refuses shapes and places without sense", () => {
  const bad = [[0.5, 0, 1], [0.5, 1, -1], [0.5, 1, Infinity], [-0.1, 1, 1], [1.1, 1, 1], [
    NaN,
    1,
    1,
  ]];
  for (const [x = 0, a = 0, b = 0] of bad) {
    assert.throws(() => incompleteBeta(x, a, b), { name: "RangeError" });
  }
});

Deno.test("betaQuantile() has the values of mpmath", () => {
  // mpmath 1.3: the root of log(I_x(a, b)/p), at 50 digits.
  const known: [p: number, a: number, b: number, x: number][] = [
    [0.025, 30, 21, 0.45179402847918035],
    [0.975, 31, 20, 0.73592160490546319],
    [0.025, 1, 50, 0.00050622798304082909],
    [0.5, 2, 3, 0.38572756813238955],
    [1e-8, 2, 2, 5.7736138083535339e-5],
    [0.05, 0.5, 0.5, 0.0061558297024311376],
  ];
  for (const [p, a, b, x] of known) assertClose(betaQuantile(p, a, b), x);
});

Deno.test("betaQuantile() undoes incompleteBeta() and ends at 0 and 1", () => {
  for (const a of [0.5, 1, 40, 1e4]) {
    for (const b of [0.5, 3, 1e5]) {
      for (const p of [1e-9, 0.025, 0.5, 0.975]) {
        const { lower } = incompleteBeta(betaQuantile(p, a, b), a, b);
        // Next to 1 a quantile has few digits, as many as 1 − x has.
        assertClose(lower, p, 1e-9);
      }
    }
  }
  assert.equal(betaQuantile(0, 2, 3), 0);
  assert.equal(betaQuantile(1, 2, 3), 1);
  assert.throws(() => betaQuantile(2, 1, 1), {
    name: "RangeError",
    message: "Cannot take the quantile at 2 of a beta distribution of 1 and 1",
  });
});

Deno.test("fQuantile() has the values of mpmath", () => {
  // mpmath 1.3, through the quantile of the beta distribution at 50 digits.
  const known: [p: number, df1: number, df2: number, f: number][] = [
    [0.95, 2, 28, 3.3403855582377578],
    [0.95, 1, 14, 4.6001099366694208],
    [0.95, 4, 56, 2.5365793916182782],
    [0.95, 9, 126, 1.9549526126691504],
    [0.5, 3, 7, 0.87094425318728476],
    [0.05, 2, 8, 0.051623579919840672],
    [0.999, 5, 1000, 4.1391187394555325],
  ];
  for (const [p, df1, df2, f] of known) assertClose(fQuantile(p, df1, df2), f);
  assert.equal(fQuantile(1, 2, 3), Infinity);
  assert.equal(fQuantile(0, 2, 3), 0);
  assert.throws(() => fQuantile(0.5, 0, 3), {
    name: "RangeError",
    message: "Cannot take the quantile at 0.5 of F with 0 and 3 degrees of freedom",
  });
});

Deno.test("fTail() has the values of mpmath", () => {
  // mpmath 1.3, betainc(df2/2, df1/2, 0, df2/(df2 + df1·f), regularized=True).
  const known: [f: number, df1: number, df2: number, p: number][] = [
    [3.340386, 2, 28, 0.049999982166860782],
    [1, 7, 7, 0.5],
    [0.2, 1, 14, 0.66156187945106207],
    [50, 4, 56, 7.5493025401889976e-18],
    [1e4, 2, 6, 2.6975714572713279e-11],
  ];
  for (const [f, df1, df2, p] of known) assertClose(fTail(f, df1, df2), p);
  assert.equal(fTail(0, 2, 3), 1);
  assert.throws(() => fTail(-1, 2, 3), {
    name: "RangeError",
    message: "Cannot take the tail of F at -1 with 2 and 3 degrees of freedom",
  });
});
