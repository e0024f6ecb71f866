import assert from "node:assert/strict";
import { modelId } from "../../lib/models/aliases.ts";

Deno.test("modelId() knows every short name of the documents", () => {
  const ids = {
    opus: "claude-opus-4-6",
    sonnet: "claude-sonnet-4-6",
    haiku: "claude-haiku-4-5-20251001",
    gemini: "gemini-2.5-flash",
    "gemini-pro": "gemini-2.5-pro",
    "gemini-flash-lite": "gemini-2.5-flash-lite",
    grok: "grok-3",
    "gpt-mini": "gpt-5-mini",
    "qwen3-plus": "openrouter/qwen/qwen3-plus",
    "deepseek-v3": "openrouter/deepseek/deepseek-v3",
  };
  for (const [name, id] of Object.entries(ids)) assert.equal(modelId(name), id);
});

Deno.test("modelId() takes any other name for an id", () => {
  for (const id of ["gpt-4o-mini", "Haiku", "constructor", "__proto__", ""]) {
    assert.equal(modelId(id), id);
  }
});
