import fc from "fast-check";
import assert from "node:assert/strict";
import { Bucket } from "../../lib/engine/bucket.ts";
import { type Clock } from "../../lib/host/host.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { request, SIGNAL } from "../models/requests.ts";
import { desk, keyOf } from "./desk.ts";

/** When so many calls that are all waiting at once may start, in milliseconds. */
async function startsOf(clock: Clock, rate: number, calls: number): Promise<number[]> {
  const bucket = new Bucket(clock, rate);
  const starts: number[] = [];
  const takes = Array.from({ length: calls }, async () => {
    await bucket.take(SIGNAL);
    starts.push(clock.elapsed());
  });
  await Promise.all(takes);
  return starts;
}

Deno.test("Bucket starts calls at 0, 2 and 4 seconds at half a call a second (case O7)", async () => {
  assert.deepEqual(await startsOf(memoryHost().clock, 0.5, 3), [0, 2000, 4000]);
});

Deno.test("Bucket never lets more than 1 + 5 t start by time t at five a second (case O6)", async () => {
  const starts = await startsOf(memoryHost().clock, 5, 18);
  for (const [place, start] of starts.entries()) assert.ok(place + 1 <= 1 + 5 * start / 1000);
  assert.equal(starts.at(-1), 3400);
});

Deno.test("Bucket never lets more than 1 + r t start by time t, whenever they ask", async () => {
  const rates = fc.double({ min: 0.05, max: 200, noNaN: true });
  const waits = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(rates, waits, async (rate, asks) => {
      const { clock } = memoryHost();
      const bucket = new Bucket(clock, rate);
      const starts: number[] = [];
      await Promise.all(asks.map(async (wait) => {
        await clock.sleep(wait);
        await bucket.take(SIGNAL);
        starts.push(clock.elapsed());
      }));
      starts.sort((a, b) => a - b);
      for (const [from, first] of starts.entries()) {
        for (const [more, start] of starts.slice(from).entries()) {
          assert.ok(more <= rate * (start - first) / 1000 + 1e-6);
        }
      }
    }),
    { seed: 21, numRuns: 25 },
  );
});

Deno.test("Bucket does not save up tokens while nobody asks", async () => {
  const { clock } = memoryHost();
  const bucket = new Bucket(clock, 1);
  await bucket.take(SIGNAL);
  await clock.sleep(60_000);
  await bucket.take(SIGNAL);
  await bucket.take(SIGNAL);
  assert.equal(clock.now(), 61_000);
});

Deno.test("Bucket keeps its rate on a clock whose timers fire early", async () => {
  const { clock } = memoryHost();
  const early: Clock = {
    now: clock.now,
    elapsed: clock.elapsed,
    breathe: () => clock.breathe(),
    sleep: (milliseconds, signal) => clock.sleep(Math.ceil(0.6 * milliseconds), signal),
  };
  const starts = await startsOf(early, 2, 5);
  for (const [place, start] of starts.entries()) assert.ok(start >= 500 * place, `${starts}`);
});

Deno.test("Bucket makes up for nothing after a while in which no timer was heard", async () => {
  const { clock } = memoryHost();
  let late = 0;
  const stalled: Clock = {
    now: clock.now,
    elapsed: () => clock.elapsed() + late,
    breathe: () => clock.breathe(),
    sleep: async (milliseconds, signal) => {
      await clock.sleep(milliseconds, signal);
      // The machine was asleep for a minute.
      if (late === 0) late = 60_000;
    },
  };
  assert.deepEqual(await startsOf(stalled, 5, 5), [0, 60_200, 60_400, 60_600, 60_800]);
});

Deno.test("Bucket ends the wait of what is cut off, with the reason", async () => {
  const { clock } = memoryHost();
  const bucket = new Bucket(clock, 0.001);
  await bucket.take(SIGNAL);
  const stop = new AbortController();
  const reason = new Error("stop");
  const waiting = bucket.take(stop.signal);
  stop.abort(reason);
  await assert.rejects(waiting, (error) => error === reason);
  await assert.rejects(new Bucket(clock, 1).take(stop.signal), (error) => error === reason);
});

Deno.test("Bucket refuses a rate that is none", () => {
  for (const rate of [0, -1, NaN, Infinity]) {
    assert.throws(() => new Bucket(memoryHost().clock, rate), {
      name: "RangeError",
      message: `Cannot limit to ${rate} requests a second: it must be a positive number`,
    });
  }
});

Deno.test("Bucket counts every attempt, over HTTP: those that failed and those in another form", async () => {
  let left = 2;
  await using at = await desk({
    fault: () => left-- > 0 ? { kind: "status", status: 500, retryAfter: { ms: 0 } } : null,
  }, { rate: 0.1 });
  const refused = { type: "object", properties: { a: { allOf: [{ type: "string" }] } } };
  const schema = { ...refused, required: ["a"] };
  await at.calls.make(at.model("gpt-4o"), request({ schema }), keyOf());
  // Two forms refused, two failures, one reply: the fifth token is out after forty seconds.
  assert.equal(at.loop.count, 5);
  assert.equal(at.host.clock.now(), 40_000);
});

Deno.test("Bucket starts calls over HTTP at 0, 2 and 4 seconds at half a call a second (case O7)", async () => {
  assert.deepEqual(await sentAt(0.5, 3), [0, 2000, 4000]);
});

Deno.test("Bucket never lets more than 1 + 5 t be sent by time t at five a second (case O6)", async () => {
  const sent = await sentAt(5, 18);
  for (const [place, at] of sent.entries()) assert.ok(place + 1 <= 1 + 5 * at / 1000);
  assert.equal(sent.at(-1), 3400);
});

/** When so many calls that are made at once were sent to the service, in milliseconds. */
async function sentAt(rate: number, calls: number): Promise<number[]> {
  await using at = await desk({}, { rate });
  const model = at.model("haiku");
  const units = Array.from({ length: calls }, (_, place) => `p${place}`);
  await Promise.all(units.map((unit) => at.calls.make(model, request(), keyOf(unit))));
  at.journal.flush();
  assert.equal(at.loop.count, calls);
  const file = await at.host.database(at.journal.path);
  const started = [...file.prepare("SELECT started FROM calls ORDER BY started").iterate()];
  file.close();
  return started.map((row) => Number(row.started));
}
