import assert from "node:assert/strict";
import { bootstrap } from "../../mod.ts";
import { stream } from "../../lib/random/stream.ts";
import { assertNear } from "./assert_near.ts";

const numbers = [3, 5, 4, 9, 6, 7, 2, 4, 12, 30];
const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;

/** Random numbers that are easily made elsewhere too (Park and Miller). */
function parkMiller(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

Deno.test("bootstrap() has the BCa interval that NumPy and SciPy find with the same draws", () => {
  // The formula of Efron (1987) with scipy.stats.norm over the same 2,000 samples; SciPy 1.17.1.
  const { estimate, standardError, interval, reason } = bootstrap(numbers, mean, {
    uniform: parkMiller(7),
  });
  assertNear(estimate, 8.2);
  assertNear(standardError, 2.4311246741149546, 1e-10);
  assertNear(interval?.low ?? NaN, 5.2, 1e-9);
  assertNear(interval?.high ?? NaN, 17.889983978246573, 1e-6);
  assert.equal(reason, null);
  const wide = bootstrap(numbers, mean, { uniform: parkMiller(7), confidence: 0.9 });
  assertNear(wide.interval?.low ?? NaN, 5.5, 1e-9);
  assertNear(wide.interval?.high ?? NaN, 15.560527370026444, 1e-6);
});

Deno.test("bootstrap() comes to the interval of SciPy with many draws", () => {
  // scipy.stats.bootstrap(method="BCa", n_resamples=400000): [5.0, 16.6], standard error 2.4674.
  const random = stream(3).fork("bootstrap");
  const { standardError, interval } = bootstrap(numbers, mean, {
    uniform: () => random.uniform(),
    draws: 50_000,
  });
  assertNear(interval?.low ?? NaN, 5, 0.11);
  assertNear(interval?.high ?? NaN, 16.6, 0.5);
  assertNear(standardError, 2.4674, 0.03);
});

Deno.test("bootstrap() of the example of SynthBench is about its interval, whatever draws", () => {
  // synthbench.md 4: BCa mean of 2, 4, 6, 8, 10 with 5,000 draws of Python's generator: 6 in [3.2, 8].
  const { estimate, interval } = bootstrap([2, 4, 6, 8, 10], mean, {
    uniform: parkMiller(42),
    draws: 5000,
  });
  assertNear(estimate, 6);
  assertNear(interval?.low ?? NaN, 3.2, 0.41);
  assertNear(interval?.high ?? NaN, 8, 0.41);
});

Deno.test("bootstrap() draws whatever it is given", () => {
  const people = [1, 5, 2, 8, 4, 4, 3].map((age) => ({ age }));
  const { estimate, interval } = bootstrap(people, (of) => mean(of.map(({ age }) => age)), {
    uniform: parkMiller(5),
  });
  assertNear(estimate, 27 / 7);
  assert.ok(interval !== null && interval.low < estimate && interval.high > estimate);
});

Deno.test("bootstrap() has no interval of too few, of what does not vary, or of an extreme", () => {
  const reasonOf = (of: number[], statistic = mean) =>
    bootstrap(of, statistic, { uniform: parkMiller(7) }).reason;
  assert.equal(reasonOf([1, 2, 3, 4]), "there are fewer than 5 items");
  assert.equal(reasonOf([2, 2, 2, 2, 2]), "the draws do not vary");
  const spread = (of: readonly number[]) => new Set(of).size;
  assert.equal(
    reasonOf(numbers.map((_, at) => at), spread),
    "all draws lie to one side of the estimate",
  );
});

Deno.test("bootstrap() refuses no items, few draws and no level", () => {
  const uniform = parkMiller(7);
  assert.throws(() => bootstrap([], mean, { uniform }), RangeError);
  for (const draws of [0, 99, 2000.5, NaN]) {
    assert.throws(() => bootstrap(numbers, mean, { uniform, draws }), {
      name: "RangeError",
      message: `Cannot draw ${draws} times: it must be a whole number from 100`,
    });
  }
  assert.throws(() => bootstrap(numbers, mean, { uniform, confidence: 1 }), RangeError);
});
