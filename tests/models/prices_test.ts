import assert from "node:assert/strict";
import { costOf, priceOf } from "../../lib/models/prices.ts";

Deno.test("priceOf() finds the list price by a part of the id, the longer name first", () => {
  const dollars = (id: string) => Object.values(priceOf(id) ?? {}).join();
  assert.equal(dollars("claude-haiku-4-5-20251001"), "1,5,1.25,0.1");
  assert.equal(dollars("anthropic/Claude-Sonnet-4-6"), "3,15,3.75,0.3");
  assert.equal(dollars("gemini-2.5-flash-lite"), "0.1,0.4,0.1,0.025");
  assert.equal(dollars("gemini-2.5-flash"), "0.3,2.5,0.3,0.03");
  assert.equal(dollars("gpt-4o-mini"), "0.15,0.6,0.15,0.075");
  assert.equal(dollars("gpt-4o"), "2.5,10,2.5,1.25");
  assert.equal(dollars("deepseek/deepseek-v3.2-exp"), "0.27,0.41,0.27,0.27");
  assert.equal(dollars("deepseek/deepseek-v3.2"), "0.252,0.378,0.252,0.252");
});

Deno.test("priceOf() tells the generations of a family apart, and takes the most of what is not known", () => {
  const dollars = (id: string) => Object.values(priceOf(id) ?? {}).join();
  for (const id of ["claude-opus-4-6", "anthropic/claude-opus-4.5", "claude-opus-5"]) {
    assert.equal(dollars(id), "5,25,6.25,0.5", id);
  }
  for (const id of ["claude-opus-5-5", "anthropic/claude-opus-5.5"]) {
    assert.equal(dollars(id), "4,20,5,0.2", id);
  }
  const older = ["claude-3-opus-20240229", "claude-opus-4-20250514", "anthropic/claude-opus-4"];
  for (const id of [...older, "claude-opus-4-1-20250805"]) {
    assert.equal(dollars(id), "15,75,18.75,1.5", id);
  }
  assert.equal(dollars("claude-sonnet-5"), "2,10,2.5,0.2");
});

Deno.test("priceOf() guesses no price", () => {
  for (const id of ["grok-3", "gpt-5", "llama3", "", "o3"]) assert.equal(priceOf(id), null);
});

Deno.test("costOf() adds up tokens by their rates, a million at a time", () => {
  const price = { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 };
  const usage = { input: 1000, output: 200, cacheWrite: 4000, cacheRead: 10_000 };
  // 0.001 + 0.001 + 0.005 + 0.001 dollars, by hand.
  assert.ok(Math.abs(costOf(usage, price) - 0.008) < 1e-12);
  assert.equal(costOf({ input: 0, output: 0, cacheWrite: 0, cacheRead: 0 }, price), 0);
});
