import assert from "node:assert/strict";
import { windowOf } from "../../lib/models/windows.ts";

Deno.test("windowOf() has the values of case N7, by short name or id", () => {
  const names = ["sonnet", "haiku", "gemini", "gpt-4o", "some-model"];
  assert.deepEqual(names.map(windowOf), [200_000, 200_000, 1_000_000, 128_000, 128_000]);
  assert.equal(windowOf("claude-sonnet-4-6"), 200_000);
});

Deno.test("windowOf() knows the families, the longer name before the shorter one", () => {
  const windows = {
    "gpt-5-mini": 200_000,
    "gpt-4.1-mini": 1_000_000,
    "gpt-4o-mini": 128_000,
    "gpt-4-turbo": 128_000,
    "openrouter/openai/o1-mini": 200_000,
    o3: 200_000,
    "grok-3": 128_000,
    "qwen/Qwen3-Plus": 131_000,
    "deepseek/deepseek-v3": 128_000,
    "mistral-medium": 128_000,
    "gemini-2.5-flash-lite": 1_000_000,
    "Claude-Opus-4-6": 200_000,
  };
  for (const [id, tokens] of Object.entries(windows)) assert.equal(windowOf(id), tokens, id);
});

Deno.test("windowOf() takes what only contains a short name for another model", () => {
  for (const id of ["solo1", "marco-o10", "turbo3", "deepseek-r1-distill-qwen-32b"]) {
    assert.equal(windowOf(id), 128_000, id);
  }
});
