import assert from "node:assert/strict";
import {
  synthesisCostJson,
  synthesisErrorJson,
  synthesisJson,
} from "../../lib/studies/synthesis_json.ts";
import { type SynthesisFailed, type SynthesisMade } from "../../lib/studies/synthesis_result.ts";
import { findings } from "./synthesis_desk.ts";

const SINGLE: SynthesisMade = {
  status: "ok",
  findings: findings(),
  strategy: "single",
  model: "haiku",
  promptVersion: 1,
  calls: { map: [], reduce: null },
  tokensIn: 100,
  tokensOut: 20,
  cost: 0.25,
  warnings: [],
};

const MAPPED: SynthesisMade = {
  ...SINGLE,
  strategy: "map-reduce",
  calls: {
    map: [
      { question: "tier", model: "haiku", tokens: 60, cost: 0.125 },
      { question: "why", model: "gemini-2.5-flash-lite", tokens: 40, cost: null, batches: 3 },
    ],
    reduce: { tokens: 20, cost: 0.125 },
  },
  cost: null,
  perQuestion: { tier: "Pro.", why: "Price." },
};

const { status: _, findings: __, ...record } = MAPPED;
const FAILED: SynthesisFailed = {
  ...record,
  status: "failed",
  errorType: "synthesis_unreadable",
  message: "Cannot use it",
  suggestedFix: "another model",
};

Deno.test("synthesisJson() is the findings and how they came about, in snake_case", () => {
  const { cost, ...json } = synthesisJson(SINGLE) ?? {};
  assert.deepEqual(json, {
    ...findings(),
    strategy: "single",
    model: "haiku",
    prompt_version: 1,
    usage: { input_tokens: 100, output_tokens: 20 },
  });
  assert.equal(cost, 0.25);
  assert.deepEqual(synthesisJson(MAPPED)?.per_question_synthesis, { tier: "Pro.", why: "Price." });
});

Deno.test("synthesisJson() is null for a synthesis that failed, and its error has words", () => {
  assert.equal(synthesisJson(FAILED), null);
  assert.deepEqual(synthesisErrorJson(FAILED), {
    error_type: "synthesis_unreadable",
    message: "Cannot use it",
    suggested_fix: "another model",
  });
});

Deno.test("synthesisCostJson() counts every call", () => {
  assert.deepEqual(synthesisCostJson(SINGLE), {
    strategy: "single",
    total_tokens: 120,
    total_cost_usd: 0.25,
  });
  const mapped = {
    strategy: "map-reduce",
    map_calls: [
      { question: "tier", tokens: 60, cost_usd: 0.125, model: "haiku" },
      {
        question: "why",
        tokens: 40,
        cost_usd: null,
        model: "gemini-2.5-flash-lite",
        escalated_model: "gemini-2.5-flash-lite",
        sub_chunked: true,
        batch_count: 3,
      },
    ],
    reduce_call: { tokens: 20, cost_usd: 0.125 },
    total_tokens: 120,
    total_cost_usd: null,
  };
  assert.deepEqual(synthesisCostJson(MAPPED), mapped);
  assert.deepEqual(synthesisCostJson(FAILED), mapped);
});
