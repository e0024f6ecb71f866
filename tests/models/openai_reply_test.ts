import assert from "node:assert/strict";
import { type Reply, type Request } from "../../lib/models/model.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { envFor, hostWith, serving } from "../hosts.ts";
import { type Answer } from "../loopback/request.ts";
import { startLoopback } from "../loopback/service.ts";
import { failureOf, request, SIGNAL, TIER } from "./requests.ts";

/** What becomes of an answer of the service. */
async function mapped(answer: Answer, asked: Request = request()): Promise<Reply> {
  await using loop = startLoopback({ answer: () => answer });
  return await resolveModel("gpt-4o-mini", hostWith({ env: envFor(loop) })).reply(asked, SIGNAL);
}

/** The same for a body that OpenAI itself would not send. */
async function mappedBody(body: unknown): Promise<Reply> {
  await using server = serving(() => Response.json(body));
  return await resolveModel("gpt-4o", hostWith({ env: envFor(server) })).reply(request(), SIGNAL);
}

const SAID = { role: "assistant", content: "tea" };

Deno.test("openaiReply() holds the text, the tokens and the id that was served", async () => {
  assert.deepEqual(await mapped("I would take the free one."), {
    text: "I would take the free one.",
    ended: "complete",
    // 28 and 25 characters asked, 26 said, four to a token.
    usage: { input: 14, output: 7, cacheWrite: 0, cacheRead: 0 },
    served: "gpt-4o-mini-2024-07-18",
  });
});

Deno.test("openaiReply() holds the JSON of a structured answer", async () => {
  const { text, ended } = await mapped({ data: { answer: "pro" } }, request({ schema: TIER }));
  assert.deepEqual([JSON.parse(text), ended], [{ answer: "pro" }, "complete"]);
});

Deno.test("openaiReply() tells a refusal, and keeps its words", async () => {
  const flagged = await mapped({ refusal: "I cannot help with that." }, request({ schema: TIER }));
  assert.deepEqual([flagged.text, flagged.ended], ["I cannot help with that.", "refused"]);
  const filtered = await mapped({ text: "", stop: "content_filter" });
  assert.equal(filtered.ended, "refused");
});

Deno.test("openaiReply() tells a reply that was cut", async () => {
  const cut = await mapped({ truncated: '{"answer": "pr' }, request({ schema: TIER }));
  assert.deepEqual([cut.text, cut.ended], ['{"answer": "pr', "cut"]);
  const long = await mapped("word ".repeat(100), request({ maxTokens: 5 }));
  assert.deepEqual([long.ended, long.usage.output], ["cut", 5]);
});

Deno.test("openaiReply() counts cached tokens apart from the others", async () => {
  await using loop = startLoopback({ answer: () => "yes" });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  // 1,100 tokens, of which the service keeps 1,024.
  const asked = request({
    system: "You are Maya, a very patient nurse. ".repeat(123).slice(0, 4400),
  });
  const [first, second] = [await model.reply(asked, SIGNAL), await model.reply(asked, SIGNAL)];
  assert.equal(first.usage.cacheRead, 0);
  assert.equal(second.usage.cacheRead, 1024);
  assert.equal(second.usage.input, first.usage.input - 1024);
});

Deno.test("openaiReply() counts what OpenRouter says was written to a cache", async () => {
  const details = { cached_tokens: 30, cache_write_tokens: 100 };
  const usage = { prompt_tokens: 150, completion_tokens: 2, prompt_tokens_details: details };
  const reply = await mappedBody({ choices: [{ message: SAID }], usage });
  assert.deepEqual(reply.usage, { input: 20, output: 2, cacheWrite: 100, cacheRead: 30 });
});

Deno.test("openaiReply() takes the cost that the service reports, in either place", async () => {
  const choices = [{ index: 0, finish_reason: "stop", message: SAID }];
  const usage = { prompt_tokens: 10, completion_tokens: 2 };
  const told = await mappedBody({ model: "m", choices, usage: { ...usage, cost: 0.5 } });
  assert.equal(told.cost, 0.5);
  const upstream = { ...usage, cost_details: { upstream_inference_cost: 0.25 } };
  assert.equal((await mappedBody({ model: "m", choices, usage: upstream })).cost, 0.25);
  assert.ok(!("cost" in await mappedBody({ model: "m", choices, usage })));
});

Deno.test("openaiReply() costs nothing where no key is asked for", async () => {
  await using loop = startLoopback({ keys: ["none"] });
  const host = hostWith({ env: envFor(loop) });
  // The name has a list price elsewhere.
  const { cost } = await resolveModel("ollama:deepseek-v3", host).reply(request(), SIGNAL);
  assert.equal(cost, 0);
});

Deno.test("openaiReply() does without what compatible servers leave out", async () => {
  assert.deepEqual(await mappedBody({ choices: [{ message: SAID }] }), {
    text: "tea",
    ended: "complete",
    usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
    served: "gpt-4o",
  });
  const nulls = {
    model: "m",
    choices: [{ message: { content: null, refusal: null, tool_calls: null }, finish_reason: null }],
    usage: { prompt_tokens: 5, completion_tokens: null, prompt_tokens_details: null },
  };
  const { text, usage } = await mappedBody(nulls);
  assert.deepEqual([text, usage.input, usage.output], ["", 5, 0]);
});

Deno.test("openaiReply() joins a text that comes in parts", async () => {
  const content = [{ type: "thinking", thinking: [] }, { type: "text", text: "te" }, { text: "a" }];
  assert.equal((await mappedBody({ choices: [{ message: { content } }] })).text, "tea");
});

Deno.test("openaiReply() refuses what is no chat completion, in one sentence", async () => {
  const strange = [
    ...[{}, [], null, 7, "text", { choices: [] }, { choices: [{}] }, { choices: [{ message: 1 }] }],
    { choices: [{ message: { content: 7 } }] },
    { choices: [{ message: SAID }], model: 5 },
    { choices: [{ message: SAID }], usage: { prompt_tokens: "many" } },
  ];
  for (const body of strange) {
    await using server = serving(() => Response.json(body));
    const error = await failureOf(resolveModel("gpt-4o", hostWith({ env: envFor(server) })));
    assert.deepEqual([error.kind, error.message], [
      "unreadable",
      "Cannot get an answer from gpt-4o (openai): the reply is not JSON of the documented form",
    ], JSON.stringify(body));
  }
});
