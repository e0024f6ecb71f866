import assert from "node:assert/strict";
import { resolveModel } from "../../lib/models/resolve.ts";
import { type Request } from "../../lib/models/model.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { request, SIGNAL, TIER } from "./requests.ts";

type Body = Readonly<Record<string, unknown>>;

/** What a model sends to the service for a request. */
async function sent(name: string, asked: Request): Promise<Body> {
  await using loop = startLoopback({ keys: ["test-key", "none"] });
  await resolveModel(name, hostWith({ env: envFor(loop) })).reply(asked, SIGNAL);
  assert.equal(loop.count, 1);
  assert.equal(loop.requests[0]?.status, 200);
  // The service took it, so it is an object.
  return loop.requests[0]?.body as Body;
}

Deno.test("openaiModel() sends the persona, the conversation and the limit, and nothing else", async () => {
  const messages = [
    { role: "user", content: "Do you like tea?" },
    { role: "assistant", content: "yes" },
    { role: "user", content: "Why?" },
  ] as const;
  assert.deepEqual(await sent("gpt-4o-mini", request({ messages, maxTokens: 1024 })), {
    model: "gpt-4o-mini",
    messages: [{ role: "system", content: "You are Maya, a nurse of 34." }, ...messages],
    max_tokens: 1024,
  });
});

Deno.test("openaiModel() words the limit as each model wants it", async () => {
  for (const name of ["gpt-5-mini", "gpt-5.1", "o3", "o4-mini"]) {
    const body = await sent(name, request({ maxTokens: 77 }));
    assert.equal(body.max_completion_tokens, 77, name);
    assert.ok(!("max_tokens" in body), name);
  }
  for (
    const name of [
      "gpt-4o",
      "gpt-4.1-mini",
      "gemini",
      "grok",
      "ollama:llama3",
      "openrouter/openai/gpt-5",
    ]
  ) {
    const body = await sent(name, request({ maxTokens: 77 }));
    assert.equal(body.max_tokens, 77, name);
    assert.ok(!("max_completion_tokens" in body), name);
  }
});

Deno.test("openaiModel() sends sampling and a seed when it is given them", async () => {
  const body = await sent("gpt-4o-mini", request({ temperature: 0, topP: 0.5, seed: 12 }));
  assert.deepEqual([body.temperature, body.top_p, body.seed], [0, 0.5, 12]);
});

Deno.test("openaiModel() asks for a strict form where every property is required", async () => {
  const body = await sent("gpt-4o-mini", request({ schema: TIER }));
  assert.deepEqual(body.response_format, {
    type: "json_schema",
    json_schema: { name: "answer", schema: TIER, strict: true },
  });
  assert.ok(!("tools" in body));
});

Deno.test("openaiModel() asks for a form that is not strict where something may be left out", async () => {
  const schema = {
    type: "object",
    properties: { mood: { enum: ["good", "bad"] }, why: { type: "string", maxLength: 80 } },
    required: ["mood"],
  };
  const body = await sent("gpt-4o-mini", request({ schema }));
  assert.deepEqual(body.response_format, {
    type: "json_schema",
    json_schema: {
      name: "answer",
      strict: false,
      schema: {
        type: "object",
        properties: { mood: { type: "string", enum: ["good", "bad"] }, why: { type: "string" } },
        required: ["mood"],
        additionalProperties: false,
      },
    },
  });
});

Deno.test("openaiModel() sends its key as a bearer, and says none where none is wanted", async () => {
  await using loop = startLoopback({ keys: ["test-key", "none"] });
  const host = hostWith({ env: envFor(loop) });
  await resolveModel("gpt-4o", host).reply(request(), SIGNAL);
  await resolveModel("ollama:llama3", host).reply(request(), SIGNAL);
  const keys = loop.requests.map(({ headers }) => headers.authorization);
  assert.deepEqual(keys, ["Bearer test-key", "Bearer none"]);
});

Deno.test("openaiModel() makes one attempt: trying again is the engine's", async () => {
  await using loop = startLoopback({ fault: () => ({ kind: "status", status: 503 }) });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  await assert.rejects(model.reply(request(), SIGNAL), { kind: "server", status: 503 });
  assert.equal(loop.count, 1);
});
