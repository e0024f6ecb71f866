import assert from "node:assert/strict";
import { describedModel, reachable } from "../../lib/models/described_model.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { request, SIGNAL } from "./requests.ts";

Deno.test("describedModel() is the model whose spec it is given, of every provider", () => {
  const host = hostWith({ env: envFor({ url: "http://127.0.0.1:1" }) });
  const names = [
    ...["simulated", "haiku", "gemini-2.5-flash", "grok-3", "openrouter/auto", "ollama:llama3:8b"],
    ...["local:qwen", "gpt-4o-mini"],
  ];
  for (const name of names) {
    const { spec, id } = resolveModel(name, host);
    const again = describedModel(JSON.parse(JSON.stringify(spec)), host);
    assert.deepEqual([again.spec, again.id], [spec, id], name);
  }
});

Deno.test("describedModel() makes simulated respondents that say what those of the spec say", async () => {
  const first = simulated({ shares: { q: { yes: 0.3, no: 0.7 } }, refusal: 0.2 });
  const again = describedModel(JSON.parse(JSON.stringify(first.spec)), hostWith());
  const asked = request({ seed: 7 });
  assert.deepEqual(await again.reply(asked, SIGNAL), await first.reply(asked, SIGNAL));
});

Deno.test("describedModel() refuses providers that there are not, and those whose key is not set", () => {
  const host = hostWith();
  assert.throws(
    () => describedModel({ provider: "scripted", replies: {} }, host),
    /^TypeError: Cannot make a model of "scripted": there is no such provider$/,
  );
  assert.throws(
    () => describedModel({ provider: "anthropic", id: "claude-x" }, host),
    /^TypeError: Cannot use the model "claude-x": ANTHROPIC_API_KEY is not set$/,
  );
  assert.throws(() => describedModel({ provider: "simulated", shares: 1 }, host), /shares/);
});

Deno.test("describedModel() begins with the form that comes after those that are known to be refused", async () => {
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const host = hostWith({ env: envFor(loop) });
  const schema = {
    type: "object",
    properties: { answer: { type: "string" } },
    required: ["answer"],
    additionalProperties: false,
  };
  for (const refused of [0, 1, 2, 5]) {
    const model = describedModel({ provider: "openai", id: "gpt-4o" }, host, { refused });
    await model.reply(request({ schema }), SIGNAL);
  }
  const keys = loop.requests.map(({ body }) => Object.keys(Object(body)));
  assert.deepEqual(
    keys.map((names) => names.find((name) => /response_format|tools/.test(name)) ?? "words"),
    ["response_format", "tools", "words", "words"],
  );
});

Deno.test("reachable() names what is missing for the models of a provider", () => {
  const lacking = Object.fromEntries(
    reachable(hostWith()).map(({ provider, lacks }) => [provider, lacks]),
  );
  assert.deepEqual(lacking, {
    simulated: null,
    anthropic: "ANTHROPIC_API_KEY is not set",
    gemini: "GEMINI_API_KEY or GOOGLE_API_KEY is not set",
    xai: "XAI_API_KEY is not set",
    openrouter: "OPENROUTER_API_KEY is not set",
    ollama: "OLLAMA_BASE_URL is not set",
    local: "LOCAL_BASE_URL is not set",
    openai: "OPENAI_API_KEY is not set",
  });
  const all = reachable(hostWith({ env: envFor({ url: "http://127.0.0.1:1" }) }));
  assert.ok(all.every(({ lacks }) => lacks === null));
});
