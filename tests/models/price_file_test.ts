import assert from "node:assert/strict";
import { memoryHost } from "../../lib/host/memory.ts";
import { loadPrices, parsePrices } from "../../lib/models/price_file.ts";
import { LIST_PRICES, priceOf } from "../../lib/models/prices.ts";

const MINE =
  "gpt-5:\n  input: 1.25\n  output: 10\n  cache_read: 0.125\nhaiku: { input: 2, output: 9 }\n";

/** A host whose user has that price file. */
function hostWithPrices(text: string, path = "mine.yaml") {
  return memoryHost({ env: { QUORUM_PRICES: path }, files: { "mine.yaml": text } });
}

Deno.test("loadPrices() puts the user's prices before the list's", async () => {
  const prices = await loadPrices(hostWithPrices(MINE));
  assert.deepEqual(priceOf("gpt-5", prices), {
    input: 1.25,
    output: 10,
    cacheWrite: 1.25,
    cacheRead: 0.125,
  });
  assert.equal(priceOf("gpt-5"), null);
  assert.equal(priceOf("claude-haiku-4-5-20251001", prices)?.output, 9);
  // As wide as it is written: the user's part is in this id too.
  assert.equal(priceOf("gpt-5-mini", prices)?.output, 10);
  assert.equal(priceOf("gpt-4o", prices)?.output, 10);
});

Deno.test("loadPrices() reads JSON as well", async () => {
  const prices = await loadPrices(hostWithPrices('{ "grok-3": { "input": 3, "output": 15 } }'));
  assert.equal(priceOf("grok-3", prices)?.output, 15);
});

Deno.test("loadPrices() has the list prices where no file is named", async () => {
  assert.equal(await loadPrices(memoryHost()), LIST_PRICES);
});

Deno.test("loadPrices() reports all that is wrong with a file, with lines", async () => {
  const host = hostWithPrices(
    "gpt-5:\n  input: 1\n'': { input: 1, output: 2 }\nhaiku:\n  input: -1\n  outptu: 3\n",
  );
  await assert.rejects(loadPrices(host), {
    name: "InputError",
    message: [
      "Cannot read mine.yaml: 5 problems",
      "  mine.yaml:1 $.gpt-5.output is missing: it must be a number",
      '  mine.yaml:3 $[""] is a price of no model: it must be a part of an id',
      "  mine.yaml:4 $.haiku.output is missing: it must be a number",
      "  mine.yaml:5 $.haiku.input must be at least 0, not -1",
      '  mine.yaml:6 $.haiku.outptu is an unknown key: did you mean "output"?',
    ].join("\n"),
  });
});

Deno.test("loadPrices() says which file is not there", async () => {
  await assert.rejects(loadPrices(hostWithPrices(MINE, "gone.yaml")), /Cannot read "gone.yaml"/);
});

Deno.test("parsePrices() lets the longest part of an id decide, however it is written", () => {
  const one = { input: 1, output: 1 };
  const prices = parsePrices({ "GPT-4o": one, "gpt-4o-MINI": { ...one, output: 2 } }, "p");
  assert.equal(priceOf("gpt-4o-mini", prices)?.output, 2);
  assert.equal(priceOf("GPT-4o", prices)?.output, 1);
});

Deno.test("parsePrices() takes a price of nothing, and a file without prices", () => {
  const free = parsePrices({ mine: { input: 0, output: 0 } }, "p");
  assert.equal(priceOf("mine-7b", free)?.cacheRead, 0);
  assert.deepEqual(parsePrices({}, "p"), []);
  assert.throws(() => parsePrices(null, "p"), {
    message: "Cannot read p: must be a mapping, not null",
  });
});
