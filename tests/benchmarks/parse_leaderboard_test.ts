import assert from "node:assert/strict";
import { InputError, parseLeaderboard } from "../../mod.ts";

/** A row as synthbench.org publishes it (its "Leaderboard JSON API", example of 2026-04-15). */
const PUBLISHED = {
  rank: 1,
  config_id: "synthpanel--claude-sonnet-4--tdefault--tplcurrent--d1dd307b",
  provider: "SynthPanel (Sonnet 4)",
  model: "SynthPanel (Sonnet 4)",
  dataset: "globalopinionqa",
  framework: "product",
  sps: 0.7966,
  p_dist: 0.9101,
  jsd: 0.0899,
  tau: 0,
  n: 100,
  ci_lower: 0.6971,
  ci_upper: 0.7122,
  is_baseline: false,
  is_ensemble: false,
  topic_scores: { "Economy & Work": 0.6965, "Politics & Governance": 0.7176 },
  topic_metrics: { "Economy & Work": { sps: 0.7, n: 12 } },
  run_count: 2,
  cost_per_100q: 1.4,
  something_newer: [],
};

Deno.test("parseLeaderboard() reads what a choice needs, and leaves the rest aside", () => {
  const { entries, unreadable } = parseLeaderboard({ api: {}, entries: [PUBLISHED] }, "it");
  assert.equal(unreadable, 0);
  assert.deepEqual(entries, [{
    label: "SynthPanel (Sonnet 4)",
    modelId: null,
    configId: PUBLISHED.config_id,
    dataset: "globalopinionqa",
    isBaseline: false,
    isEnsemble: false,
    sps: 0.7966,
    topicScores: PUBLISHED.topic_scores,
    topicSizes: { "Economy & Work": 12 },
    jsd: 0.0899,
    n: 100,
    interval: { low: 0.6971, high: 0.7122 },
    runs: 2,
    costPer100: 1.4,
  }]);
});

Deno.test("parseLeaderboard() takes what it cannot read for not known, or leaves the row out", () => {
  const odd = {
    ...{ model: "haiku", dataset: "gss", sps: 7, jsd: "low", n: -1, run_count: null },
    ...{ ci_lower: 0.9, ci_upper: 0.1, topic_scores: { a: 0.5, b: 2, c: "x" }, is_baseline: "yes" },
  };
  const rows = [odd, null, 7, {}, { model: "m".repeat(201), dataset: "gss" }, { model: "a" }];
  const { entries: [entry, ...others], unreadable } = parseLeaderboard({ entries: rows }, "it");
  assert.deepEqual([others.length, unreadable], [0, 5]);
  const { sps, jsd, n, runs, interval, topicScores, isBaseline } = entry ?? {};
  assert.deepEqual([sps, jsd, n, runs, interval], [null, null, null, null, null]);
  assert.deepEqual([topicScores, isBaseline], [{ a: 0.5 }, false]);
});

Deno.test("parseLeaderboard() is not misled by names that every object has", () => {
  const text =
    '{"entries":[{"model":"a","dataset":"gss","topic_scores":{"__proto__":0.9,"b":0.1}}]}';
  const { entries: [entry] } = parseLeaderboard(JSON.parse(text), "it");
  assert.equal(Object.getPrototypeOf(entry?.topicScores), Object.prototype);
  assert.equal(({} as Record<string, unknown>).b, undefined);
});

Deno.test("parseLeaderboard() refuses what is no leaderboard, and one beyond all reading", () => {
  for (const data of [null, [], {}, { entries: {} }, { entries: Array(10_001).fill(PUBLISHED) }]) {
    assert.throws(() => parseLeaderboard(data, "the leaderboard"), InputError);
  }
});
