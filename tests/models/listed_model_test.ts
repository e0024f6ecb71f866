import assert from "node:assert/strict";
import { listedModel } from "../../lib/models/listed_model.ts";

/** What a row is called here that says no more than its label. */
function labelled(label: string) {
  return listedModel({ label, modelId: null, configId: null });
}

Deno.test("listedModel() takes a vendor's name at the vendor where it is certain, else at OpenRouter", () => {
  const slugs: Record<string, string[]> = {
    "anthropic/claude-sonnet-4.6": [
      "claude-sonnet-4-6",
      "openrouter/anthropic/claude-sonnet-4.6",
    ],
    "anthropic/claude-haiku-4-5-20251001": ["claude-haiku-4-5-20251001"],
    // Anthropic's own name for it needs a date.
    "anthropic/claude-sonnet-4": ["openrouter/anthropic/claude-sonnet-4"],
    "openai/gpt-4o-mini": ["gpt-4o-mini", "openrouter/openai/gpt-4o-mini"],
    "openai/gpt-4o-2024-08-06": ["gpt-4o-2024-08-06"],
    // Its weights are open; OpenAI does not serve it.
    "openai/gpt-oss-20b": ["openrouter/openai/gpt-oss-20b"],
    "google/gemini-2.5-flash": ["gemini-2.5-flash", "openrouter/google/gemini-2.5-flash"],
    "x-ai/grok-3": ["grok-3", "openrouter/x-ai/grok-3"],
    "meta-llama/llama-3.3-70b-instruct": ["openrouter/meta-llama/llama-3.3-70b-instruct"],
    "claude-code/haiku": [],
    "ensemble/3-model-blend": [],
    "random-baseline": [],
    "anthropic/claude-haiku-4-5,gpt-4o": [],
    "openai/gpt-4o:0.5": [],
    "constructor/x": [],
  };
  for (const [modelId, wanted] of Object.entries(slugs)) {
    assert.deepEqual(listedModel({ label: "A label", modelId, configId: null }), wanted, modelId);
  }
});

Deno.test("listedModel() takes a label only where it says which model it is", () => {
  const labels: Record<string, string[]> = {
    "haiku": ["haiku"],
    "gpt-4o": ["gpt-4o", "openrouter/openai/gpt-4o"],
    "gemini-2.5-flash": ["gemini-2.5-flash", "openrouter/google/gemini-2.5-flash"],
    "openrouter/meta-llama/llama-3.3-70b-instruct": [
      "openrouter/meta-llama/llama-3.3-70b-instruct",
    ],
    "Claude Haiku 4.5": ["claude-haiku-4-5", "openrouter/anthropic/claude-haiku-4.5"],
    "SynthPanel (Haiku 4.5)": ["claude-haiku-4-5", "openrouter/anthropic/claude-haiku-4.5"],
    "SynthPanel (Sonnet 4)": ["openrouter/anthropic/claude-sonnet-4"],
    "SynthPanel (GPT-4o-mini)": ["gpt-4o-mini", "openrouter/openai/gpt-4o-mini"],
    "GPT-4o mini": ["gpt-4o-mini", "openrouter/openai/gpt-4o-mini"],
    "Gemini 2.5 Flash Lite": [
      "gemini-2.5-flash-lite",
      "openrouter/google/gemini-2.5-flash-lite",
    ],
    "SynthPanel (Gemini Flash Lite)": [],
    "SynthPanel Ensemble (3-model)": [],
    "Llama 3.3 70B": [],
    "Random": [],
    "my-own-model": [],
    "simulated": [],
    "scripted": [],
    "ollama:llama3": [],
    "local:x": [],
    "haiku,sonnet": [],
    "claude-haiku-4-5; rm": [],
    "": [],
  };
  for (const [label, wanted] of Object.entries(labels)) {
    assert.deepEqual(labelled(label), wanted, label);
  }
});

Deno.test("listedModel() takes the model of a configuration where the row names no other", () => {
  const configId = "synthpanel--gemini-2.5-flash-lite--tdefault--tplcurrent--ba37570c";
  const label = "SynthPanel (Gemini Flash Lite)";
  assert.deepEqual(listedModel({ label, modelId: null, configId }), [
    "gemini-2.5-flash-lite",
    "openrouter/google/gemini-2.5-flash-lite",
  ]);
  assert.deepEqual(listedModel({ label, modelId: "openai/gpt-4o", configId })[0], "gpt-4o");
  for (
    const odd of ["synthpanel-gemini-flash-lite-ba37570c", "raw--random-baseline--t1--x", "--"]
  ) {
    assert.deepEqual(listedModel({ label, modelId: null, configId: odd }), []);
  }
});
