import assert from "node:assert/strict";
import { clusteredMean } from "../../lib/statistics/clustered_mean.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("clusteredMean() of single numbers is the mean with the standard error of Student's t", () => {
  const clusters = [2, 4, 4, 5, 9].map((sum) => ({ sum, n: 1 }));
  const { mean, standardError, interval } = clusteredMean(clusters);
  // By hand: the variance is 6.7, t(.975, 4) = 2.776445105 from a table.
  assertNear(mean, 4.8);
  assertNear(standardError ?? NaN, Math.sqrt(6.7 / 5));
  assertNear(interval?.low ?? NaN, 4.8 - 2.776445105 * Math.sqrt(6.7 / 5), 1e-8);
});

Deno.test("clusteredMean() does not grow surer when everybody says the same once more", () => {
  const once = clusteredMean([{ sum: 2, n: 1 }, { sum: 4, n: 1 }, { sum: 9, n: 1 }]);
  const often = clusteredMean([{ sum: 20, n: 10 }, { sum: 40, n: 10 }, { sum: 90, n: 10 }]);
  assertNear(often.standardError ?? NaN, once.standardError ?? NaN);
});

Deno.test("clusteredMean() knows no error of one cluster, and nothing of none", () => {
  assert.deepEqual(clusteredMean([{ sum: 9, n: 3 }, { sum: 0, n: 0 }]), {
    mean: 3,
    standardError: null,
    interval: null,
  });
  assert.throws(() => clusteredMean([]), RangeError);
});
