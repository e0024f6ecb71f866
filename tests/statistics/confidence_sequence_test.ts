import fc from "fast-check";
import assert from "node:assert/strict";
import { confidenceSequence, isKnownWithin } from "../../lib/statistics/confidence_sequence.ts";
import { sequenceHalfWidth, sequenceSize } from "../../lib/statistics/sequence_size.ts";
import { stream } from "../../lib/random/stream.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("confidenceSequence() has the ends that mpmath finds", () => {
  // The roots of ln C(n, S) + S ln p + (n − S) ln(1 − p) + ln(n + 1) = ln alpha by bisection at 50
  // digits, mpmath 1.3; the first four are also in methods.md 2.
  const known: [successes: number, n: number, alpha: number, low: number, high: number][] = [
    [5, 10, 0.05, 0.12921901240078772, 0.8707809875992123],
    [0, 20, 0.05, 0, 0.26067135093765746],
    [7.5, 20, 0.05, 0.1186307818301576, 0.69482299692562401],
    [7, 20, 0.05 / 15, 0.065007396385721607, 0.74931899826225604],
    [1, 1, 0.05, 0.025, 1],
    [50, 50, 0.001, 0.80509771951084257, 1],
    [0.25, 4, 0.2, 3.9415784743138179e-7, 0.6134621848670383],
    [3, 100_000, 0.01, 8.4581956092616786e-8, 0.00023838037218155094],
    [500_000, 1_000_000, 0.05, 0.49780027236996521, 0.50219972763003479],
    [99_999.5, 100_000, 0.05, 0.99983984987965137, 1],
  ];
  for (const [successes, n, alpha, low, high] of known) {
    const ends = confidenceSequence(successes, n, alpha);
    assertNear(ends.low, low, 1e-10);
    assertNear(ends.high, high, 1e-10);
  }
});

Deno.test("confidenceSequence() of no successes has the closed form 1 − (alpha/(n + 1))^(1/n)", () => {
  for (const [n, alpha] of [[1, 0.05], [20, 0.05], [5000, 0.001]] as const) {
    assertNear(confidenceSequence(0, n, alpha).high, 1 - (alpha / (n + 1)) ** (1 / n));
    assert.equal(confidenceSequence(0, n, alpha).low, 0);
    assert.equal(confidenceSequence(n, n, alpha).high, 1);
  }
});

Deno.test("confidenceSequence() is everything before the first answer, and at 5 % unless told", () => {
  assert.deepEqual(confidenceSequence(0, 0), { low: 0, high: 1 });
  assert.deepEqual(confidenceSequence(7, 20), confidenceSequence(7, 20, 0.05));
});

const sample = fc.integer({ min: 1, max: 100_000 }).chain((n) =>
  fc.tuple(fc.double({ min: 0, max: n, noNaN: true }), fc.constant(n))
);

Deno.test("confidenceSequence() holds the share, mirrors, and is where isKnownWithin() says", () => {
  const level = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(sample, level, ([successes, n], alpha) => {
      const { low, high } = confidenceSequence(successes, n, alpha);
      const share = successes / n;
      assert.ok(0 <= low && low <= share && share <= high && high <= 1 && low < high);
      const mirror = confidenceSequence(n - successes, n, alpha);
      assertNear(mirror.low, 1 - high, 1e-9);
      assertNear(mirror.high, 1 - low, 1e-9);
      const width = Math.max(high - share, share - low);
      assert.ok(isKnownWithin(successes, n, alpha, width + 1e-9));
      assert.ok(!isKnownWithin(successes, n, alpha, width - 1e-9));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

Deno.test("isKnownWithin() knows nothing without answers", () => {
  assert.ok(!isKnownWithin(0, 0, 0.05, 1));
});

Deno.test("confidenceSequence() misses the truth at some of 50 looks in at most 5 % of runs", () => {
  // Looks at 20, 40 … 1,000 at p = .5; methods.md 2 measured 1.33 %, and 31.57 % for Wilson.
  const runs = 2000;
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const random = stream(5).fork("run", run);
    let [successes, isMissed] = [0, false];
    for (let n = 1; n <= 1000 && !isMissed; n++) {
      successes += random.next() >>> 31;
      if (n % 20 !== 0) continue;
      const { low, high } = confidenceSequence(successes, n, 0.05);
      isMissed = low > 0.5 || high < 0.5;
    }
    if (isMissed) missed += 1;
  }
  assert.ok(missed / runs <= 0.05, `${missed} of ${runs}`);
  assert.ok(missed > 0, "an interval that never misses is too wide to be the right one");
});

Deno.test("confidenceSequence() refuses counts and levels without sense", () => {
  for (const [successes, n] of [[-1, 3], [4, 3], [NaN, 3], [0, -1], [0, NaN], [1, Infinity]]) {
    assert.throws(() => confidenceSequence(successes ?? NaN, n ?? NaN, 0.05), RangeError);
  }
  for (const alpha of [0, 1, -1, NaN]) {
    assert.throws(() => confidenceSequence(1, 2, alpha), {
      name: "RangeError",
      message: `Cannot give a confidence sequence at alpha ${alpha}: it must be in (0, 1)`,
    });
  }
});

Deno.test("sequenceSize() has the known numbers of answers", () => {
  // methods.md 2, for (alpha, half-width).
  assert.equal(sequenceSize(0.05, 0.05), 1262);
  assert.equal(sequenceSize(0.05, 0.05 / 15), 1839);
  assert.equal(sequenceSize(0.1, 0.05 / 15), 417);
  for (const width of [0, 0.5, -0.1, NaN]) {
    assert.throws(() => sequenceSize(width), { name: "RangeError", message: /in \(0, 0.5\)/ });
  }
});

Deno.test("sequenceHalfWidth() is what a planned panel reaches", () => {
  // methods.md 2: three options × five questions at 50, 100, 200 and 500.
  const reached = [50, 100, 200, 500].map((n) => sequenceHalfWidth(n, 0.05 / 15).toFixed(3));
  assert.deepEqual(reached, ["0.254", "0.190", "0.140", "0.092"]);
  assert.throws(() => sequenceHalfWidth(0), RangeError);
});

Deno.test("sequenceSize() is the least number that reaches the width", () => {
  for (const width of [0.03, 0.1, 0.2, 0.4]) {
    const n = sequenceSize(width, 0.01);
    assert.ok(sequenceHalfWidth(n, 0.01) <= width && sequenceHalfWidth(n - 1, 0.01) > width);
  }
});
