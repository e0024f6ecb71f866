import assert from "node:assert/strict";
import { mostCost } from "../../lib/engine/most_cost.ts";
import { type Request } from "../../lib/models/model.ts";
import { costOf } from "../../lib/models/prices.ts";
import { request, SIGNAL, TIER } from "../models/requests.ts";
import { desk } from "./desk.ts";

// One dollar for each token, so that costs are tokens.
const EACH = { input: 1e6, output: 1e6, cacheWrite: 1e6, cacheRead: 1e6 };

function said(content: string, system = ""): Request {
  return request({ system, messages: [{ role: "user", content }], maxTokens: 0 });
}

Deno.test("mostCost() counts bytes, not characters: a token each, and a few for every turn", () => {
  assert.equal(mostCost(said("1234", "12"), EACH), 6 + 16);
  // Three bytes each in UTF-8.
  assert.equal(mostCost(said("价格"), EACH), 6 + 16);
  const turns = [...said("12").messages, { role: "assistant" as const, content: "34" }];
  assert.equal(mostCost({ ...said(""), messages: turns }, EACH), 4 + 24);
});

Deno.test("mostCost() counts every byte of the form, and all the output that is allowed", () => {
  const formed = { ...said("12"), schema: { type: "object" }, maxTokens: 300 };
  assert.equal(mostCost(formed, EACH), 2 + 16 + 512 + '{"type":"object"}'.length + 300);
});

Deno.test("mostCost() takes the highest of the input prices: a cache may be written", () => {
  const price = { input: 2, output: 0, cacheWrite: 3, cacheRead: 1 };
  assert.equal(mostCost(said("12"), price), 18 * 3 / 1e6);
});

Deno.test("mostCost() is more than what services count, over HTTP, whatever is written", async () => {
  const texts = [
    "Why?",
    "Wie viel zahlten Sie höchstens für ein Abonnement?",
    "你会购买哪个套餐?",
    "🚀",
  ];
  await using at = await desk({ answer: () => "x".repeat(4000) });
  for (const name of ["haiku", "gpt-4o"]) {
    for (const text of texts) {
      const asked = { ...said(text, "You are Maya."), maxTokens: 40 };
      const { usage } = await at.model(name).model.reply(asked, SIGNAL);
      assert.equal(usage.output, 40);
      assert.ok(costOf(usage, EACH) <= mostCost(asked, EACH), `${name} ${text}`);
    }
    const formed = request({ schema: TIER });
    const { usage } = await at.model(name).model.reply(formed, SIGNAL);
    assert.ok(costOf(usage, EACH) <= mostCost(formed, EACH));
  }
});
