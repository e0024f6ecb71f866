import assert from "node:assert/strict";
import { summedCost, summedTokens, summedUsage } from "../../lib/studies/summed_usage.ts";

const one = {
  ...{ model: "a", served: ["a-1"], calls: 2, cost: 0.5 },
  ...{ input: 1, output: 10, cacheWrite: 100, cacheRead: 1000 },
};

Deno.test("summedCost() is not known where the price of a part is not", () => {
  assert.equal(summedCost([]), 0);
  assert.equal(summedCost([one, one]), 1);
  assert.equal(summedCost([one, { cost: null }, one]), null);
});

Deno.test("summedTokens() counts those of every kind, which summedUsage() keeps apart", () => {
  assert.equal(summedTokens([one, one]), 2222);
  assert.deepEqual(summedUsage([one, one]), {
    ...{ input_tokens: 2, output_tokens: 20 },
    ...{ cache_creation_input_tokens: 200, cache_read_input_tokens: 2000 },
  });
});
