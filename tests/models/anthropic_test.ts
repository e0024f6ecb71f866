import assert from "node:assert/strict";
import { resolveModel } from "../../lib/models/resolve.ts";
import { type Request } from "../../lib/models/model.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { request, SIGNAL, TIER } from "./requests.ts";

type Body = Readonly<Record<string, unknown>>;

/** What a model sends to the service for a request. */
async function sent(name: string, asked: Request): Promise<Body> {
  await using loop = startLoopback();
  await resolveModel(name, hostWith({ env: envFor(loop) })).reply(asked, SIGNAL);
  assert.equal(loop.count, 1);
  assert.equal(loop.requests[0]?.status, 200);
  // The service took it, so it is an object.
  return loop.requests[0]?.body as Body;
}

Deno.test("anthropicModel() sends the persona, the conversation and the limit, and nothing else", async () => {
  const messages = [
    { role: "user", content: "Do you like tea?" },
    { role: "assistant", content: "yes" },
    { role: "user", content: "Why?" },
  ] as const;
  assert.deepEqual(await sent("haiku", request({ messages, maxTokens: 1024 })), {
    model: "claude-haiku-4-5-20251001",
    max_tokens: 1024,
    system: "You are Maya, a nurse of 34.",
    messages,
  });
});

Deno.test("anthropicModel() sends no system prompt when there is none", async () => {
  assert.ok(!("system" in await sent("haiku", request({ system: "" }))));
});

Deno.test("anthropicModel() sends sampling, and never a seed", async () => {
  const body = await sent("haiku", request({ temperature: 0, topP: 0.5, seed: 12 }));
  assert.deepEqual([body.temperature, body.top_p], [0, 0.5]);
  assert.ok(!("seed" in body));
});

Deno.test("anthropicModel() asks newer models for the form itself", async () => {
  const { output_config, tools } = await sent("sonnet", request({ schema: TIER }));
  assert.deepEqual(output_config, { format: { type: "json_schema", schema: TIER } });
  assert.equal(tools, undefined);
});

Deno.test("anthropicModel() asks models before 4.5 with a tool they must call", async () => {
  const old = ["claude-3-5-haiku-20241022", "claude-opus-4-1", "claude-opus-4-20250514"];
  for (const name of [...old, "claude-sonnet-4-20250514"]) {
    const body = await sent(name, request({ schema: TIER }));
    assert.deepEqual(body.tools, [{ name: "answer", input_schema: TIER }], name);
    assert.deepEqual(body.tool_choice, {
      type: "tool",
      name: "answer",
      disable_parallel_tool_use: true,
    });
    assert.equal(body.output_config, undefined);
  }
});

Deno.test("anthropicModel() names its key and the version of the wire format", async () => {
  await using loop = startLoopback();
  await resolveModel("haiku", hostWith({ env: envFor(loop) })).reply(request(), SIGNAL);
  const headers = loop.requests[0]?.headers ?? {};
  assert.equal(headers["x-api-key"] ?? headers.authorization?.replace("Bearer ", ""), "test-key");
  assert.equal(headers["anthropic-version"], "2023-06-01");
});

Deno.test("anthropicModel() makes one attempt: trying again is the engine's", async () => {
  await using loop = startLoopback({ fault: () => ({ kind: "status", status: 529 }) });
  const model = resolveModel("haiku", hostWith({ env: envFor(loop) }));
  await assert.rejects(model.reply(request(), SIGNAL), { kind: "server", status: 529 });
  assert.equal(loop.count, 1);
});
