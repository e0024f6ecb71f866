import assert from "node:assert/strict";
import { drain } from "../../lib/engine/drain.ts";
import { Gate } from "../../lib/engine/gate.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { type Model } from "../../lib/models/model.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { request, SIGNAL } from "../models/requests.ts";
import { desk, keyOf } from "./desk.ts";

function gateOf(concurrency: number): Gate {
  return new Gate(memoryHost().clock, { concurrency });
}

/** So many attempts that are begun together. */
function tokens(gate: Gate, count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => gate.token(SIGNAL)));
}

Deno.test("Gate halves its size at a rate limit, once for all attempts begun before", async () => {
  const gate = gateOf(20);
  const together = await tokens(gate, 20);
  for (const attempt of together) gate.limited(attempt);
  assert.equal(gate.limit, 10);
  gate.limited(await gate.token(SIGNAL));
  assert.equal(gate.limit, 5);
  // A late one of the first twenty.
  gate.limited(together[3] ?? NaN);
  assert.equal(gate.limit, 5);
});

Deno.test("Gate keeps one slot however often it is halved", async () => {
  const gate = gateOf(3);
  for (let time = 0; time < 5; time++) gate.limited(await gate.token(SIGNAL));
  assert.equal(gate.limit, 1);
});

Deno.test("Gate adds one slot after as many successes as there are, up to its size", async () => {
  const gate = gateOf(5);
  gate.limited(await gate.token(SIGNAL));
  const limits: number[] = [];
  for (let success = 0; success < 16; success++) {
    gate.worked(await gate.token(SIGNAL));
    limits.push(gate.limit);
  }
  // Two successes, then three, then four; after that it is as large as it was.
  assert.deepEqual(limits, [2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5]);
});

Deno.test("Gate counts anew after a rate limit, and nothing that was begun before it", async () => {
  const gate = gateOf(8);
  const before = await tokens(gate, 8);
  gate.limited(before[0] ?? NaN);
  for (const attempt of before) gate.worked(attempt);
  assert.equal(gate.limit, 4);
  const [first = NaN, second = NaN, third = NaN] = await tokens(gate, 3);
  for (const attempt of [first, second, third]) gate.worked(attempt);
  gate.limited(await gate.token(SIGNAL));
  assert.equal(gate.limit, 2);
  gate.worked(await gate.token(SIGNAL));
  assert.equal(gate.limit, 2);
  gate.worked(await gate.token(SIGNAL));
  assert.equal(gate.limit, 3);
});

Deno.test("Gate lets nobody in after a rate limit until fewer are at work, and more as it recovers", async () => {
  const gate = gateOf(4);
  const inside: number[] = [];
  for (let unit = 0; unit < 8; unit++) gate.enter().then(() => inside.push(unit));
  gate.limited(await gate.token(SIGNAL));
  for (const expected of [4, 4, 5]) {
    gate.leave();
    await Promise.resolve();
    assert.equal(inside.length, expected);
  }
  for (let success = 0; success < 2; success++) gate.worked(await gate.token(SIGNAL));
  await Promise.resolve();
  // Two were at work, and a third may be now.
  assert.deepEqual([gate.limit, inside.length], [3, 6]);
});

Deno.test("Gate is never fuller than its limit when calls are limited, whatever comes back when", async () => {
  await using at = await desk({}, { concurrency: 8 });
  let [asked, atWork] = [0, 0];
  const busy: string[] = [];
  const model: Model = {
    ...at.model("haiku").model,
    reply: async (asked_, signal) => {
      atWork += 1;
      if (atWork > Math.max(at.gate.limit, 8 - asked)) busy.push(`${atWork} of ${at.gate.limit}`);
      const isLimited = asked++ < 8 || asked % 13 === 0;
      await at.host.clock.breathe();
      atWork -= 1;
      if (isLimited) throw new ModelError("slow down", { kind: "rate", retryAfter: asked % 3 });
      return await at.model("haiku").model.reply(asked_, signal);
    },
  };
  const units = Array.from({ length: 30 }, (_, place) => `p${place}`);
  const limits = { gate: at.gate, clock: at.host.clock, signal: SIGNAL };
  const done = await Array.fromAsync(drain(units, async (unit) => {
    const { reply } = await at.calls.make({ name: "haiku", model }, request(), keyOf(unit));
    return { value: reply.ended, durable: Promise.resolve() };
  }, limits));
  assert.deepEqual([done.length, busy], [30, []]);
});

Deno.test("Gate halves once for a burst of 429, over HTTP, and recovers as answers come", async () => {
  const limits: number[] = [];
  let burst = 4;
  await using at = await desk({
    fault: () => burst-- > 0 ? { kind: "status", status: 429, retryAfter: { ms: 1000 } } : null,
    answer: () => {
      limits.push(at.gate.limit);
      return "yes";
    },
  }, { concurrency: 4 });
  const model = at.model("gpt-4o");
  const units = ["p1", "p2", "p3", "p4"];
  const done = drain(units, async (unit) => {
    const { reply } = await at.calls.make(model, request(), keyOf(unit));
    return { value: reply.text, durable: Promise.resolve() };
  }, { gate: at.gate, clock: at.host.clock, signal: SIGNAL });
  assert.equal((await Array.fromAsync(done)).length, 4);
  assert.deepEqual(at.loop.countByStatus, { 429: 4, 200: 4 });
  assert.deepEqual([limits[0], at.gate.limit], [2, 3]);
});
