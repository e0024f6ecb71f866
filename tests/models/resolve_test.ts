import assert from "node:assert/strict";
import { memoryHost } from "../../lib/host/memory.ts";
import { defaultModel, resolveModel } from "../../lib/models/resolve.ts";
import { ADDRESSES, envFor, hostWith, KEYS } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { request, SIGNAL } from "./requests.ts";

/** One model of each provider, the variable of its key, and where its requests go by default. */
const FAMILIES = [
  ["claude-haiku-4-5", "ANTHROPIC", "https://api.anthropic.com/v1/messages"],
  ["gpt-4o-mini", "OPENAI", "https://api.openai.com/v1/chat/completions"],
  [
    "gemini-2.5-flash",
    "GEMINI",
    "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
  ],
  ["grok-3", "XAI", "https://api.x.ai/v1/chat/completions"],
  ["openrouter/meta/llama:free", "OPENROUTER", "https://openrouter.ai/api/v1/chat/completions"],
  ["ollama:llama3:8b", "OLLAMA", "http://localhost:11434/v1/chat/completions"],
  ["local:qwen", "LOCAL", "http://localhost:1234/v1/chat/completions"],
] as const;

const KEYS_SET = Object.fromEntries(KEYS.map((key) => [key, "test-key"]));

/** The path of the one request that a model makes, when its provider is moved there. */
async function pathWith(name: string, family: string, suffix: string): Promise<string> {
  await using loop = startLoopback({ keys: ["test-key", "none"] });
  const env = { ...KEYS_SET, [`${family}_BASE_URL`]: loop.url + suffix };
  await resolveModel(name, hostWith({ env })).reply(request(), SIGNAL);
  assert.equal(loop.count, 1);
  return loop.requests[0]?.path ?? "";
}

Deno.test("resolveModel() reaches each provider at its own address", async () => {
  for (const [name, family, address] of FAMILIES) {
    const seen: string[] = [];
    const host = memoryHost({
      env: KEYS_SET,
      fetch: (input) => {
        seen.push(String(input instanceof Request ? input.url : input));
        return Promise.resolve(Response.json({}, { status: 400 }));
      },
    });
    await assert.rejects(resolveModel(name, host).reply(request(), SIGNAL), { kind: "bad" });
    assert.deepEqual(seen, [address], family);
  }
});

Deno.test("resolveModel() adds to an address what it lacks of the path, for every provider", async () => {
  const paths = {
    ANTHROPIC: "/v1/messages",
    OPENAI: "/v1/chat/completions",
    GEMINI: "/v1beta/openai/chat/completions",
    XAI: "/v1/chat/completions",
    OPENROUTER: "/api/v1/chat/completions",
    OLLAMA: "/v1/chat/completions",
    LOCAL: "/v1/chat/completions",
  };
  for (const [name, family] of FAMILIES) {
    assert.equal(await pathWith(name, family, ""), paths[family], family);
    assert.equal(await pathWith(name, family, "/"), paths[family], family);
    assert.equal(await pathWith(name, family, "/proxy/"), `/proxy${paths[family]}`, family);
  }
});

Deno.test("resolveModel() leaves an address with a version as it is, for every provider", async () => {
  for (const [name, family] of FAMILIES) {
    const endpoint = family === "ANTHROPIC" ? "/v1/messages" : "/v1/chat/completions";
    assert.equal(await pathWith(name, family, "/v1"), endpoint, family);
    assert.equal(await pathWith(name, family, "/proxy/v1/"), `/proxy${endpoint}`, family);
  }
});

Deno.test("resolveModel() completes an address that has a part of the path", async () => {
  const gemini = "/v1beta/openai/chat/completions";
  assert.equal(await pathWith("gemini-2.5-flash", "GEMINI", "/v1beta"), gemini);
  assert.equal(await pathWith("gemini-2.5-flash", "GEMINI", "/v1beta/openai"), gemini);
  const openrouter = "/api/v1/chat/completions";
  assert.equal(await pathWith("openrouter/a/b", "OPENROUTER", "/api"), openrouter);
  assert.equal(await pathWith("openrouter/a/b", "OPENROUTER", "/api/v1"), openrouter);
});

Deno.test("resolveModel() refuses an address that is none, and names the variable", () => {
  for (const address of ["nowhere", "ftp://host", "localhost:1234", "//host"]) {
    const env = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: address };
    assert.throws(() => resolveModel("gpt-4o", hostWith({ env })), {
      name: "TypeError",
      message: `Cannot use OPENAI_BASE_URL="${address}": it must be an http or https address`,
    });
  }
});

Deno.test("resolveModel() calls a model by what its provider calls it", async () => {
  await using loop = startLoopback({ keys: ["test-key", "none"] });
  const host = hostWith({ env: envFor(loop) });
  const names = ["haiku", "openrouter/meta/llama:free", "ollama:llama3:8b", "local:qwen", "gpt-4o"];
  for (const name of names) await resolveModel(name, host).reply(request(), SIGNAL);
  const called = loop.requests.map(({ body }) => body !== null && Object(body).model);
  assert.deepEqual(called, [
    ...["claude-haiku-4-5-20251001", "meta/llama:free", "llama3:8b", "qwen", "gpt-4o"],
  ]);
});

Deno.test("resolveModel() names the variable of a key that is missing", () => {
  const sentence = (name: string) => {
    try {
      resolveModel(name, hostWith());
    } catch (error) {
      return error instanceof TypeError ? error.message : "";
    }
    return "";
  };
  assert.equal(
    sentence("haiku"),
    'Cannot use the model "haiku": ANTHROPIC_API_KEY is not set',
  );
  assert.match(sentence("gemini"), /: GEMINI_API_KEY or GOOGLE_API_KEY is not set$/);
  assert.match(sentence("grok"), /: XAI_API_KEY is not set$/);
  assert.match(sentence("openrouter/auto"), /: OPENROUTER_API_KEY is not set$/);
  assert.match(sentence("gpt-4o-mini"), /: OPENAI_API_KEY is not set \("gpt-4o-mini" has no known/);
});

Deno.test("resolveModel() takes either key of Gemini, and no key for what runs here", () => {
  resolveModel("gemini", hostWith({ env: { GOOGLE_API_KEY: "k" } }));
  for (const name of ["ollama:llama3", "local:qwen", "simulated"]) resolveModel(name, hostWith());
});

Deno.test("resolveModel() never sends a foreign id to Anthropic", async () => {
  await using loop = startLoopback();
  const { OPENAI_API_KEY: _, ...env } = envFor(loop);
  const host = hostWith({ env });
  for (const name of ["gpt-4o-mini", "some-model"]) {
    assert.throws(() => resolveModel(name, host), /OPENAI_API_KEY is not set/);
  }
  assert.equal(loop.count, 0);
});

Deno.test("resolveModel() sends an id that nobody claims to OpenAI only", async () => {
  await using loop = startLoopback();
  await resolveModel("some-model", hostWith({ env: envFor(loop) })).reply(request(), SIGNAL);
  assert.deepEqual(loop.requests.map(({ provider, path }) => `${provider} ${path}`), [
    "openai /v1/chat/completions",
  ]);
});

Deno.test("resolveModel() refuses a prefix without a model, and nothing at all", () => {
  const env = { ...KEYS_SET, ...Object.fromEntries(ADDRESSES.map((name) => [name, "http://h"])) };
  const families = ["claude-", "gpt-", "gemini-", "grok-", "openrouter/meta/", "ollama:llama3:"];
  for (const name of [...families, "ollama:", "local:", "openrouter/", ""]) {
    assert.throws(() => resolveModel(name, hostWith({ env })), {
      message: `Cannot use the model "${name}": it names no model`,
    });
  }
});

Deno.test("resolveModel() records the provider and the id, and never the key", () => {
  const model = resolveModel("haiku", hostWith({ env: { ANTHROPIC_API_KEY: "sk-ant-SECRET" } }));
  assert.equal(model.id, "claude-haiku-4-5-20251001");
  assert.deepEqual(model.spec, { provider: "anthropic", id: "claude-haiku-4-5-20251001" });
  assert.ok(!Deno.inspect(model).includes("SECRET"));
});

Deno.test("defaultModel() is the standard one of the first provider whose key is set", () => {
  const chosen = (...keys: string[]) =>
    defaultModel(hostWith({ env: Object.fromEntries(keys.map((key) => [key, "k"])) }));
  assert.equal(chosen(...KEYS), "sonnet");
  assert.equal(chosen("OPENROUTER_API_KEY", "XAI_API_KEY", "OPENAI_API_KEY"), "gpt-4o-mini");
  assert.equal(chosen("OPENROUTER_API_KEY", "XAI_API_KEY", "GEMINI_API_KEY"), "gemini-2.5-flash");
  assert.equal(chosen("XAI_API_KEY", "GOOGLE_API_KEY"), "gemini-2.5-flash");
  assert.equal(chosen("OPENROUTER_API_KEY", "XAI_API_KEY"), "grok-3");
  assert.equal(chosen("OPENROUTER_API_KEY"), "openrouter/auto");
  assert.equal(chosen(), "simulated");
});

Deno.test("resolveModel() needs neither key nor address where nobody is asked", () => {
  const host = hostWith({ env: { OPENAI_BASE_URL: "not an address" } });
  const keyed = hostWith({ env: KEYS_SET });
  for (const [name] of FAMILIES) {
    const { id, spec } = resolveModel(name, host, { isAsked: false });
    const asked = resolveModel(name, keyed);
    assert.deepEqual({ id, spec }, { id: asked.id, spec: asked.spec });
  }
  assert.throws(() => resolveModel("gpt-4o-mini", hostWith()), /OPENAI_API_KEY is not set/);
});
