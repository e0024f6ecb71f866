import assert from "node:assert/strict";
import fc from "fast-check";
import {
  errorData,
  errorOf,
  placesOf,
  readResult,
  readRun,
  readWork,
  workKey,
} from "../../lib/engine/work.ts";
import { ModelError } from "../../lib/models/model_error.ts";

const RUN = { run: "r", created: "2026-11-21", version: "0.1.0", fingerprint: "f" };
const RECEIPT = "$JS.ACK.QUORUM_WORK.workers-openai.1.5.7.1795287679697946897.0";
const USAGE = { input: 1, output: 2, cacheWrite: 0, cacheRead: 0 };

Deno.test("workKey() is the same for the same parts, and another for any other", () => {
  const key = workKey(["r", "unit", 0]);
  assert.match(key, /^[0-9a-f]{32}$/);
  assert.equal(key, workKey(["r", "unit", 0]));
  assert.notEqual(key, workKey(["r", "unit", 1]));
});

Deno.test("placesOf() keeps runs apart that have one id and were begun at different times", () => {
  const [one, other] = [placesOf(RUN), placesOf({ ...RUN, created: "2026-11-22" })];
  assert.notEqual(one.work("openai", "k"), other.work("openai", "k"));
  // Neither dots nor spaces nor wildcards of an id come into a subject.
  assert.match(
    placesOf({ ...RUN, run: "a.b *>" }).work("openai", "k"),
    /^quorum\.work\.openai\.[0-9a-f]+\.k$/,
  );
});

Deno.test("readWork() reads what was written, and nothing else", () => {
  const work = {
    ...{ ...RUN, key: workKey(["k"]), spec: { provider: "openai", id: "gpt-4o-mini" }, refused: 1 },
    request: {
      ...{ system: "You are Maya.", messages: [{ role: "user", content: "Why?" }] },
      ...{ schema: { type: "object" }, maxTokens: 300, temperature: 0.5, seed: 7 },
    },
  };
  assert.deepEqual(readWork(JSON.stringify(work)), work);
  for (
    const change of [{ key: "k" }, { spec: {} }, { refused: -1 }, { request: {} }, { version: 1 }]
  ) {
    assert.equal(readWork(JSON.stringify({ ...work, ...change })), undefined);
  }
});

Deno.test("readResult() reads replies, failures and losses, and no receipt that is somebody else's", () => {
  const key = workKey(["k"]);
  const reply = { text: "yes", ended: "complete", usage: USAGE, served: "gpt-4o-mini", cost: 0.1 };
  const error = errorData(
    new ModelError("slow down", { kind: "rate", status: 429, retryAfter: 3 }),
  );
  for (const outcome of [{ reply }, { error }, { lost: true }]) {
    const result = { key, receipt: RECEIPT, outcome };
    assert.deepEqual(readResult(JSON.stringify(result)), result);
  }
  const newer = RECEIPT.replace("ACK.", "ACK._.hash.");
  assert.equal(
    readResult(JSON.stringify({ key, receipt: newer, outcome: { reply } }))?.receipt,
    newer,
  );
  for (
    const receipt of [
      "",
      "quorum.work.openai.x",
      "$JS.API.STREAM.DELETE.QUORUM_WORK",
      `${RECEIPT}.>`,
    ]
  ) {
    assert.equal(
      readResult(JSON.stringify({ key, receipt, outcome: { reply } })),
      undefined,
      receipt,
    );
  }
  const usage = { ...USAGE, input: -1 };
  for (
    const outcome of [{}, { lost: false }, { reply: { ...reply, usage } }, {
      error: { kind: "odd", message: "" },
    }]
  ) {
    assert.equal(readResult(JSON.stringify({ key, receipt: RECEIPT, outcome })), undefined);
  }
});

Deno.test("readWork(), readResult() and readRun() take any text of a stranger for nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      assert.deepEqual([readWork(text), readResult(text), readRun(text)], Array(3).fill(undefined));
    }),
    { seed: 7 },
  );
});

Deno.test("errorOf() is the failure that errorData() was made of", () => {
  const error = new ModelError("slow down", { kind: "rate", status: 429, retryAfter: 3 });
  const again = errorOf(JSON.parse(JSON.stringify(errorData(error))));
  assert.ok(again instanceof ModelError);
  assert.deepEqual(errorData(again), errorData(error));
  assert.equal(again.message, "slow down");
});
