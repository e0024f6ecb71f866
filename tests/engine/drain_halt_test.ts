import assert from "node:assert/strict";
import { type Done, drain } from "../../lib/engine/drain.ts";
import { Gate } from "../../lib/engine/gate.ts";
import { Halt } from "../../lib/engine/halt.ts";
import { Progress } from "../../lib/engine/progress.ts";
import { memoryHost } from "../../lib/host/memory.ts";

/** Lets everything happen that needs no time. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Limits, with a signal that nothing may abort. */
function limits(concurrency: number, progress = new Progress()) {
  const { clock } = memoryHost();
  const stop = new AbortController();
  let settled = 0;
  return {
    ...{ clock, stop, progress, signal: stop.signal },
    gate: new Gate(clock, { concurrency }),
    settled: () => void (settled += 1),
    settledTimes: () => settled,
  };
}

const ENOUGH = new Halt("enough");

Deno.test("drain() begins no unit after a halt, and hands on what was at work", async () => {
  const ends = Array.from({ length: 9 }, () => Promise.withResolvers<Done<number>>());
  const begun: number[] = [];
  const set = limits(4);
  const values = Array.fromAsync(drain(ends.keys(), (unit) => {
    begun.push(unit);
    // Every unit of the test has its end.
    return (ends[unit] as (typeof ends)[number]).promise;
  }, set));
  const finish = (unit: number) => {
    ends[unit]?.resolve({ value: unit, durable: Promise.resolve() });
    return settle();
  };
  await finish(0);
  ends[2]?.reject(ENOUGH);
  await settle();
  assert.deepEqual(begun, [0, 1, 2, 3, 4]);
  for (const unit of [4, 1, 3]) await finish(unit);
  assert.deepEqual(await values, [0, 1, 3, 4]);
  assert.deepEqual([begun.length, set.progress.whole], [5, 4]);
  assert.equal(set.progress.halted, ENOUGH);
  assert.ok(!set.signal.aborted);
  assert.equal(set.settledTimes(), 1);
});

Deno.test("drain() ends on a halt that every unit at work meets, with the first reason", async () => {
  const set = limits(3);
  const begun: number[] = [];
  const values = drain([0, 1, 2, 3, 4, 5], (unit) => {
    begun.push(unit);
    return Promise.reject(new Halt(`${unit}`));
  }, set);
  assert.deepEqual(await Array.fromAsync(values), []);
  assert.equal(set.progress.halted?.message, "0");
  assert.ok(begun.length <= 3);
});

Deno.test("drain() begins nothing of a list after a halt in the one before", async () => {
  const progress = new Progress();
  const begun: number[] = [];
  const work = (unit: number): Promise<Done<number>> => {
    begun.push(unit);
    return unit === 1
      ? Promise.reject(ENOUGH)
      : Promise.resolve({ value: unit, durable: Promise.resolve() });
  };
  const first = await Array.fromAsync(drain([0, 1], work, limits(1, progress)));
  const second = await Array.fromAsync(drain([2, 3], work, limits(1, progress)));
  assert.deepEqual([first, second, begun, progress.whole], [[0], [], [0, 1], 1]);
});

Deno.test("drain() counts what was handed on, over several lists", async () => {
  const progress = new Progress();
  const work = (unit: number) => Promise.resolve({ value: unit, durable: Promise.resolve() });
  for (const units of [[0, 1, 2], [3]]) {
    await Array.fromAsync(drain(units, work, limits(2, progress)));
  }
  assert.deepEqual([progress.whole, progress.halted], [4, undefined]);
});

Deno.test("drain() still lets a bug through that comes with a halt", async () => {
  const bug = new TypeError("a bug");
  const work = async (unit: number): Promise<Done<number>> => {
    await settle();
    throw unit === 0 ? ENOUGH : bug;
  };
  const values = Array.fromAsync(drain([0, 1], work, limits(2)));
  await assert.rejects(values, (error) => error === bug);
});
