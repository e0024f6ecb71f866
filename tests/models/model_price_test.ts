import assert from "node:assert/strict";
import { modelPrice } from "../../lib/models/model_price.ts";
import { parsePrices } from "../../lib/models/price_file.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { scripted } from "../../lib/models/scripted.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { envFor, quickHost } from "../hosts.ts";

const host = quickHost({ env: envFor({ url: "http://127.0.0.1:9" }) });

Deno.test("modelPrice() is nothing for what costs nothing, whatever it is called", () => {
  const free = [
    simulated({ name: "haiku" }),
    scripted({}),
    resolveModel("ollama:deepseek-v3", host),
    resolveModel("local:qwen3-plus", host),
  ];
  for (const model of free) assert.deepEqual(Object.values(modelPrice(model) ?? {}), [0, 0, 0, 0]);
});

Deno.test("modelPrice() is the price of the id, the user's before the list's", () => {
  const mine = parsePrices({ "grok-3": { input: 3, output: 15 } }, "p");
  assert.equal(modelPrice(resolveModel("haiku", host))?.output, 5);
  assert.equal(modelPrice(resolveModel("grok", host)), null);
  assert.equal(modelPrice(resolveModel("grok", host), mine)?.output, 15);
  assert.equal(modelPrice(resolveModel("openrouter/deepseek/deepseek-v3", host))?.input, 0.252);
});
