import assert from "node:assert/strict";
import { drain } from "../../lib/engine/drain.ts";
import { Gate } from "../../lib/engine/gate.ts";
import { type Clock } from "../../lib/host/host.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { SIGNAL } from "../models/requests.ts";

const SAFE = Promise.resolve();

function* upTo(count: number): Generator<number> {
  for (let unit = 0; unit < count; unit++) yield unit;
}

/** A clock on which every look at it takes a twentieth of a millisecond, so that no test depends on the machine. */
function ticking(): Clock {
  let time = 0;
  return { ...denoHost().clock, elapsed: () => time += 0.05 };
}

Deno.test("drain() lets timers be heard between a hundred thousand units that never wait", async () => {
  const clock = ticking();
  const gate = new Gate(clock);
  let [handed, heard] = [0, 0];
  const timer = setInterval(() => heard++, 0);
  const work = (unit: number) => Promise.resolve({ value: unit, durable: SAFE });
  for await (const value of drain(upTo(100_000), work, { gate, clock, signal: SIGNAL })) {
    assert.equal(value, handed++);
  }
  clearInterval(timer);
  assert.equal(handed, 100_000);
  // It pauses about every fifty milliseconds of its clock, and timers come by then.
  assert.ok(heard > 20, `${heard}`);
});

Deno.test("drain() can be stopped by a timer in the midst of units that never wait", async () => {
  const stop = new AbortController();
  const clock = ticking();
  const timer = setTimeout(() => stop.abort(), 0);
  let handed = 0;
  const work = (unit: number) => Promise.resolve({ value: unit, durable: SAFE });
  const limits = { gate: new Gate(clock), clock, signal: stop.signal };
  for await (const _ of drain(upTo(100_000), work, limits)) handed++;
  clearTimeout(timer);
  assert.ok(handed > 0 && handed < 100_000, `${handed}`);
});

Deno.test("drain() does not run on without end ahead of its reader", async () => {
  const { clock } = denoHost();
  let begun = 0;
  const work = (unit: number) => {
    begun++;
    return Promise.resolve({ value: unit, durable: SAFE });
  };
  const values = drain(upTo(30_000), work, { gate: new Gate(clock), clock, signal: SIGNAL });
  await values.next();
  for (let turn = 0; turn < 20; turn++) await clock.breathe();
  assert.ok(begun >= 2000 && begun <= 2010, `${begun}`);
  let handed = 1;
  for await (const _ of values) handed++;
  assert.deepEqual([handed, begun], [30_000, 30_000]);
});
