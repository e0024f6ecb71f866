import assert from "node:assert/strict";
import { bestModelFor, parseLeaderboard } from "../../mod.ts";
import { type Env, hostWith } from "../hosts.ts";

const KEYS = { ANTHROPIC_API_KEY: "k", GEMINI_API_KEY: "k", OPENAI_API_KEY: "k" };

/** The board of the reference's cases. */
const BOARD = [
  {
    ...{ model: "haiku", dataset: "globalopinionqa", sps: 0.85, run_count: 5 },
    topic_scores: { "Economy & Work": 0.85, "Tech": 0.6 },
  },
  {
    ...{ model: "gemini-2.5-flash", dataset: "globalopinionqa", sps: 0.9, run_count: 2 },
    topic_scores: { "economy & work": 0.5, "Tech": 0.95 },
  },
  { model: "gpt-4o", dataset: "opinionsqa", sps: 0.99 },
];

/** What is best of some rows. */
function best(target: string, entries: readonly unknown[] = BOARD, env: Env = KEYS) {
  return bestModelFor(target, parseLeaderboard({ entries }, "it"), { host: hostWith({ env }) });
}

/** Rows of one dataset, with a few things changed. */
function rows(...changes: readonly Record<string, unknown>[]) {
  return changes.map((change) => ({
    model: "haiku",
    dataset: "d",
    sps: 0.5,
    run_count: 9,
    ...change,
  }));
}

Deno.test("bestModelFor() is the first of its topic or of its dataset (Q1 to Q4)", () => {
  const found = ["Economy & Work", "tech", ":globalopinionqa", ":opinionsqa"]
    .map((target) => best(target)).map(({ model, score }) => [model, score]);
  assert.deepEqual(found, [
    ["haiku", 0.85],
    ["gemini-2.5-flash", 0.95],
    ["gemini-2.5-flash", 0.9],
    ["gpt-4o", 0.99],
  ]);
  const { category, dataset, entry, reason } = best("tech");
  assert.deepEqual([category, dataset, entry?.runs, reason], ["Tech", "globalopinionqa", 2, null]);
});

Deno.test("bestModelFor() warns of few runs, and of an unknown number of them", () => {
  assert.deepEqual(best("tech").warnings, [
    '"gemini-2.5-flash" comes from 2 runs, which may be luck',
  ]);
  assert.deepEqual(best(":opinionsqa").warnings, [
    'it is not known how many runs "gpt-4o" comes from',
  ]);
  assert.deepEqual(best(":d", rows({ run_count: 0 })).warnings, [
    '"haiku" comes from 0 runs, which may be luck',
  ]);
  assert.deepEqual(best("Economy & Work").warnings, []);
});

Deno.test("bestModelFor() warns of a topic that rests on few questions", () => {
  const entries = rows({
    topic_scores: { "Health & Science": 0.7 },
    topic_metrics: { "Health & Science": { sps: 0.7, n: 2 } },
  });
  assert.deepEqual(best("health:d", entries).warnings, [
    'its score for "Health & Science" rests on 2 questions',
  ]);
});

Deno.test("bestModelFor() says which topics and datasets there are (Q5)", () => {
  const reasons = ["nope", "x:opinionsqa", "tehc", ":opinionqa", ":elsewhere"].map((target) => {
    const { model, reason } = best(target);
    assert.equal(model, null);
    return reason;
  });
  assert.deepEqual(reasons, [
    'no row of "globalopinionqa" has a score for "nope" (there are economy, economy-work, tech)',
    'no row of "opinionsqa" has a score for "x"',
    'no row of "globalopinionqa" has a score for "tehc": did you mean "tech"?',
    'the leaderboard has no rows of "opinionqa": did you mean "opinionsqa"?',
    'the leaderboard has no rows of "elsewhere" (there are globalopinionqa, opinionsqa)',
  ]);
});

Deno.test("bestModelFor() passes over what cannot be asked, and names it with why", () => {
  const entries = rows(
    { model: "SynthPanel Ensemble (3-model)", sps: 0.9, is_ensemble: true },
    { model: "majority-baseline", sps: 0.8, framework: "baseline" },
    { model: "SynthPanel (Gemini Flash Lite)", sps: 0.7 },
    { model: "grok-3", sps: 0.65 },
    { model: "SynthPanel (Haiku 4.5)", sps: 0.6 },
    { model: "simulated", sps: 0.55 },
  );
  const { model, passedOver } = best(":d", entries);
  assert.equal(model, "claude-haiku-4-5");
  assert.deepEqual(passedOver.map(({ label, reason }) => `${label}: ${reason}`), [
    "SynthPanel Ensemble (3-model): an ensemble of several models",
    "majority-baseline: a baseline, no model",
    "SynthPanel (Gemini Flash Lite): it is not certain which model that is",
    "grok-3: XAI_API_KEY is not set, OPENROUTER_API_KEY is not set",
  ]);
  const none = best(":d", entries, {});
  assert.deepEqual([none.model, none.passedOver.length], [null, 6]);
  assert.equal(none.reason, 'none of the 6 rows of "d" is a model that can be asked here');
});

Deno.test("bestModelFor() asks at OpenRouter what only OpenRouter has a key for", () => {
  const entries = rows({ model: "SynthPanel (Haiku 4.5)" });
  const { model } = best(":d", entries, { OPENROUTER_API_KEY: "k" });
  assert.equal(model, "openrouter/anthropic/claude-haiku-4.5");
});

Deno.test("bestModelFor() breaks ties by enough runs, the narrower interval, and the number of questions", () => {
  const wide = { ci_lower: 0.4, ci_upper: 0.6 };
  const narrow = { ci_lower: 0.49, ci_upper: 0.51 };
  const winner = (...changes: readonly Record<string, unknown>[]) => {
    const there = best(":d", rows(...changes)).model;
    assert.equal(best(":d", rows(...changes.toReversed())).model, there);
    return there;
  };
  assert.equal(winner({ ...narrow, run_count: 1 }, { model: "gpt-4o", ...wide }), "gpt-4o");
  assert.equal(winner(wide, { model: "gpt-4o", ...narrow }), "gpt-4o");
  assert.equal(winner({}, { model: "gpt-4o", ...wide }), "gpt-4o");
  assert.equal(winner({ n: 10 }, { model: "gpt-4o", n: 20 }), "gpt-4o");
  assert.equal(winner({}, { model: "gpt-4o" }), "gpt-4o");
});

Deno.test("bestModelFor() says when the interval does not tell the next model apart", () => {
  const first = { sps: 0.72, ci_lower: 0.69, ci_upper: 0.75 };
  const close = best(":d", rows(first, { model: "gpt-4o", sps: 0.7 }));
  assert.deepEqual([close.model, close.warnings], ["haiku", [
    '"gpt-4o" has 0.700: no further off than half the interval of the first, 0.030, so that the two ' +
    "cannot be told apart",
  ]]);
  assert.deepEqual(best(":d", rows(first, { model: "gpt-4o", sps: 0.68 })).warnings, []);
  // The same model under another label is no rival.
  assert.deepEqual(best(":d", rows(first, { model: "haiku", sps: 0.71 })).warnings, []);
});
