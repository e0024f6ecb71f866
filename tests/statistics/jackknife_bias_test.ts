import assert from "node:assert/strict";
import { blend } from "../../lib/statistics/blend.ts";
import { jackknifeBias } from "../../lib/statistics/jackknife_bias.ts";
import { jensenShannon } from "../../lib/statistics/jensen_shannon.ts";
import { assertNear } from "./assert_near.ts";

const q = [0.3, 0.45, 0.25];

Deno.test("jackknifeBias() of counts has the known values", () => {
  // methods.md 1: corrected −.0036671664 and −.00083268338, humans fixed.
  assertNear(jackknifeBias({ counts: [30, 45, 25] }, q), 0.0036671664, 1e-10);
  const counts = [30, 50, 20];
  assertNear(jensenShannon(counts, q) - jackknifeBias({ counts }, q), -0.00083268338, 1e-11);
});

Deno.test("jackknifeBias() takes either side of two samples", () => {
  // NumPy 2, the definition written out.
  const [panel, human] = [[12, 5, 3], [20, 30, 10]];
  assertNear(jackknifeBias({ counts: panel }, human), 0.022415310894526336);
  assertNear(jackknifeBias({ counts: human }, panel), 0.006160452521842219);
});

Deno.test("jackknifeBias() leaves out whole personas where answers come in clusters", () => {
  // NumPy 2: (M − 1)·(mean JSD without a persona − JSD).
  const clusters = [[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]];
  assertNear(jackknifeBias({ clusters }, q), 0.026826421342509545);
  assertNear(jackknifeBias({ clusters: [...clusters, [0, 0, 0]] }, q), 0.026826421342509545);
  assert.equal(jackknifeBias({ clusters: [[3, 4, 5]] }, q), 0);
});

Deno.test("jackknifeBias() of shares counts the options in use alone", () => {
  // NumPy 2, the formula written out.
  assertNear(jackknifeBias({ shares: [0.6, 0.25, 0.15], n: 20 }, q), 0.02067970235321866);
  assertNear(jackknifeBias({ shares: [0.6, 0.4, 0], n: 20 }, q), 0.008132839691285823);
  // It is the leading term of that of the counts.
  const near = jackknifeBias({ shares: [0.3, 0.5, 0.2], n: 1000 }, q);
  assertNear(jackknifeBias({ counts: [300, 500, 200] }, q), near, 2e-6);
});

Deno.test("jackknifeBias() of a blend hangs on the variance of each share", () => {
  // methods.md 4: Σ Var(p)(2/p − 1/m)/(8 ln 2), NumPy 2, the formula written out.
  const samples = [{ shares: [0.6, 0.3, 0.1], n: 30 }, { shares: [0.2, 0.5, 0.3], n: 50 }];
  const { shares, variances } = blend(samples, [3, 1]);
  [0.0047, 0.00425, 0.00195].forEach((one, at) => assertNear(variances[at] ?? NaN, one));
  assertNear(jackknifeBias({ shares, variances }, q), 0.006665379900964233);
  const two = blend([{ shares: [0.6, 0.4, 0], n: 30 }, { shares: [0.2, 0.8, 0], n: 50 }], [3, 1]);
  assertNear(jackknifeBias(two, q), 0.002877322379246641);
  // Of one sample it is that of its shares and size.
  const [one] = samples.map((sample) => blend([sample], [1]));
  assertNear(
    jackknifeBias({ shares: one?.shares ?? [], variances: one?.variances ?? [] }, q),
    jackknifeBias({ shares: [0.6, 0.3, 0.1], n: 30 }, q),
  );
});

Deno.test("jackknifeBias() is 0 for a unanimous sample and for a single answer", () => {
  const human = [684, 1892, 705];
  assert.equal(jackknifeBias({ counts: [50, 0, 0] }, human), 0);
  assert.equal(jackknifeBias({ shares: [1, 0, 0], n: 50 }, human), 0);
  assert.equal(jackknifeBias({ clusters: [[9, 0, 0], [4, 0, 0]] }, human), 0);
  assert.equal(jackknifeBias({ counts: [0, 1, 0] }, human), 0);
});

Deno.test("jackknifeBias() refuses a side without data", () => {
  const none = { name: "RangeError" };
  assert.throws(() => jackknifeBias({ shares: [0, 0], n: 5 }, [1, 1]), none);
  assert.throws(() => jackknifeBias({ shares: [1, 1], n: 5 }, [0, 0]), none);
  assert.throws(() => jackknifeBias({ shares: [1, 1], n: 0 }, [1, 1]), none);
  assert.throws(() => jackknifeBias({ counts: [3, 1] }, [0, 0]), none);
});
