import assert from "node:assert/strict";
import { mean, medianSorted, quantileSorted, sampleStandardDeviation } from "simple-statistics";
import { countedSummary } from "../../lib/statistics/counted_summary.ts";
import { summary } from "../../mod.ts";
import { stream } from "../../lib/random/stream.ts";

// simple-statistics 7.12.1 on the sorted list, which is how it was done where lists were kept.
Deno.test("countedSummary() is that of the list to the last digit, by simple-statistics", () => {
  const random = stream(9);
  for (let run = 0; run < 200; run++) {
    const draws = random.fork(run);
    const scale = [1, 0.1, 1 / 3, 1e9 + 0.1][run % 4] ?? 1;
    const list = Array.from({ length: 2 + run }, () => (draws.integer(21) - 10) * scale);
    const counts = new Map<number, number>();
    for (const number of list) counts.set(number, (counts.get(number) ?? 0) + 1);
    const sorted = list.toSorted((a, b) => a - b).map((number) => number + 0);
    const sd = sampleStandardDeviation(sorted);
    const wanted = {
      ...{ n: list.length, mean: mean(sorted), standardError: sd / Math.sqrt(list.length), sd },
      ...{ min: quantileSorted(sorted, 0), q1: quantileSorted(sorted, 0.25) },
      ...{ median: medianSorted(sorted), q3: quantileSorted(sorted, 0.75) },
      max: quantileSorted(sorted, 1),
    };
    assert.deepEqual(countedSummary(counts), wanted);
    assert.deepEqual(summary(list), wanted);
  }
});
