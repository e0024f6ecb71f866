import assert from "node:assert/strict";
import { drain } from "../../lib/engine/drain.ts";
import { DEFAULT_CONCURRENCY, Gate } from "../../lib/engine/gate.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { request, SIGNAL } from "../models/requests.ts";
import { desk, keyOf } from "./desk.ts";

/** Lets everything happen that needs no time. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** A gate of that size, with a record of who came in. */
function recorded(concurrency: number) {
  const { clock } = memoryHost();
  const gate = new Gate(clock, { concurrency });
  const inside: string[] = [];
  return {
    clock,
    gate,
    inside,
    enter: (name: string) => gate.enter().then(() => inside.push(name)),
  };
}

Deno.test("Gate lets so many in at once and no more", async () => {
  const { gate, inside, enter } = recorded(2);
  for (const name of ["a", "b", "c", "d"]) enter(name);
  await settle();
  assert.deepEqual(inside, ["a", "b"]);
  gate.leave();
  await settle();
  assert.deepEqual(inside, ["a", "b", "c"]);
  gate.leave();
  gate.leave();
  await settle();
  assert.deepEqual(inside, ["a", "b", "c", "d"]);
});

Deno.test("Gate keeps the calls in flight at its size, over HTTP (case O8)", async () => {
  const held: (() => void)[] = [];
  await using at = await desk({
    // Nobody is answered before two are waiting: with fewer at once this would never end.
    answer: () => {
      const { promise, resolve } = Promise.withResolvers<string>();
      held.push(() => resolve("yes"));
      if (held.length === 2) held.splice(0).forEach((release) => release());
      return promise;
    },
  }, { concurrency: 2 });
  const model = at.model("gpt-4o");
  const units = Array.from({ length: 8 }, (_, place) => `p${place}`);
  const limits = { gate: at.gate, clock: at.host.clock, signal: SIGNAL };
  const done = drain(units, async (unit) => {
    const { reply } = await at.calls.make(model, request(), keyOf(unit));
    return { value: reply.text, durable: Promise.resolve() };
  }, limits);
  assert.deepEqual(await Array.fromAsync(done), Array(8).fill("yes"));
  await at.loop.idle();
  assert.deepEqual([at.loop.count, at.loop.peakInFlight], [8, 2]);
});

Deno.test("Gate gives the slot of one who pauses to another", async () => {
  const { clock, gate, inside, enter } = recorded(1);
  await enter("a");
  const back = gate.pause(30, SIGNAL).then(() => inside.push("a again"));
  await enter("b");
  assert.deepEqual([inside, clock.now()], [["a", "b"], 0]);
  gate.leave();
  await back;
  assert.deepEqual([inside, clock.now()], [["a", "b", "a again"], 30_000]);
});

Deno.test("Gate lets those who come back go before those who have not begun", async () => {
  const { clock, gate, inside, enter } = recorded(1);
  await enter("a");
  const back = gate.pause(30, SIGNAL).then(() => inside.push("a again"));
  await enter("b");
  enter("c");
  await clock.sleep(40_000);
  gate.leave();
  await back;
  gate.leave();
  await settle();
  assert.deepEqual(inside, ["a", "b", "a again", "c"]);
});

Deno.test("Gate takes a slot again even when the pause is cut off", async () => {
  const { gate, inside, enter } = recorded(1);
  const stop = new AbortController();
  await enter("a");
  const cut = gate.pause(30, stop.signal);
  const reason = new Error("stop");
  stop.abort(reason);
  await assert.rejects(cut, (error) => error === reason);
  enter("b");
  await settle();
  assert.deepEqual(inside, ["a"]);
  gate.leave();
  await settle();
  assert.deepEqual(inside, ["a", "b"]);
});

Deno.test("Gate gives no token to what is cut off, with a rate or without", async () => {
  const reason = new Error("stop");
  const cut = AbortSignal.abort(reason);
  for (const options of [{}, { rate: 5 }]) {
    const gate = new Gate(memoryHost().clock, options);
    await assert.rejects(gate.token(cut), (error) => error === reason);
    await gate.token(SIGNAL);
  }
});

Deno.test("Gate lets tokens out at its rate", async () => {
  const { clock } = memoryHost();
  const gate = new Gate(clock, { rate: 4 });
  const starts: number[] = [];
  for (let call = 0; call < 4; call++) {
    await gate.token(SIGNAL);
    starts.push(clock.now());
  }
  assert.deepEqual(starts, [0, 250, 500, 750]);
});

Deno.test("Gate refuses a size or a rate that is none", () => {
  const { clock } = memoryHost();
  for (const concurrency of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => new Gate(clock, { concurrency }), {
      name: "RangeError",
      message: `Cannot run ${concurrency} at once: it must be a whole number from 1`,
    });
  }
  assert.throws(() => new Gate(clock, { rate: 0 }), RangeError);
});

Deno.test("Gate has twenty slots unless told otherwise, and never any number (case D17)", async () => {
  const gate = new Gate(memoryHost().clock);
  const entered: number[] = [];
  for (let place = 0; place < 25; place++) gate.enter().then(() => entered.push(place));
  await settle();
  assert.deepEqual([entered.length, DEFAULT_CONCURRENCY, gate.limit], [20, 20, 20]);
  assert.throws(() => new Gate(memoryHost().clock, { concurrency: Infinity }), RangeError);
});
