import assert from "node:assert/strict";
import { type Done, drain } from "../../lib/engine/drain.ts";
import { Gate } from "../../lib/engine/gate.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { SIGNAL } from "../models/requests.ts";

const SAFE = Promise.resolve();

function limits(concurrency: number, signal = SIGNAL, stop?: AbortController) {
  const { clock } = denoHost();
  return { gate: new Gate(clock, { concurrency }), clock, signal, stop };
}

/** Lets everything happen that needs no time. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Resolves a moment after the signal was aborted, as what is cut off does. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  }
  await settle();
}

/** Work that ends when the test says so, with a record of what was begun. */
class Held {
  readonly begun: number[] = [];
  readonly #ends = new Map<number, PromiseWithResolvers<Done<string>>>();

  readonly work = (unit: number): Promise<Done<string>> => {
    this.begun.push(unit);
    return this.#end(unit).promise;
  };

  finish(unit: number, durable: Promise<void> = SAFE): void {
    this.#end(unit).resolve({ value: `v${unit}`, durable });
  }

  fail(unit: number, error: unknown): void {
    this.#end(unit).reject(error);
  }

  #end(unit: number): PromiseWithResolvers<Done<string>> {
    const known = this.#ends.get(unit) ?? Promise.withResolvers<Done<string>>();
    this.#ends.set(unit, known);
    return known;
  }
}

Deno.test("drain() hands values on in the order of the units, whatever the order of arrival", async () => {
  const held = new Held();
  const values = Array.fromAsync(drain([0, 1, 2, 3], held.work, limits(4)));
  await settle();
  assert.deepEqual(held.begun, [0, 1, 2, 3]);
  for (const unit of [3, 1, 2, 0]) held.finish(unit);
  assert.deepEqual(await values, ["v0", "v1", "v2", "v3"]);
});

Deno.test("drain() begins no more units at once than there are slots", async () => {
  const held = new Held();
  const values = Array.fromAsync(drain([0, 1, 2, 3, 4], held.work, limits(2)));
  await settle();
  assert.deepEqual(held.begun, [0, 1]);
  held.finish(1);
  await settle();
  assert.deepEqual(held.begun, [0, 1, 2]);
  for (const unit of [0, 2, 3, 4]) held.finish(unit);
  assert.deepEqual(await values, ["v0", "v1", "v2", "v3", "v4"]);
});

Deno.test("drain() hands a value on only when it is durable", async () => {
  const held = new Held();
  const safe = Promise.withResolvers<void>();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const value of drain([0, 1], held.work, limits(2))) seen.push(value);
  })();
  held.finish(0, safe.promise);
  held.finish(1);
  await settle();
  assert.deepEqual(seen, []);
  safe.resolve();
  await reading;
  assert.deepEqual(seen, ["v0", "v1"]);
});

Deno.test("drain() hands nothing on after what could not be made durable", async () => {
  const held = new Held();
  const full = new Error("the disk is full");
  const values = drain([0, 1, 2], held.work, limits(3));
  held.finish(0);
  held.finish(1, Promise.reject(full));
  held.finish(2);
  assert.deepEqual(await values.next(), { value: "v0", done: false });
  await assert.rejects(values.next(), (error) => error === full);
  assert.deepEqual(await values.next(), { value: undefined, done: true });
});

Deno.test("drain() lets the failure of a unit through, cuts off the others and leaves none at work", async () => {
  const stop = new AbortController();
  const bug = new TypeError("a bug");
  let [begun, ended] = [0, 0];
  const work = async (unit: number): Promise<Done<number>> => {
    begun += 1;
    await (unit === 1 ? settle() : aborted(stop.signal));
    ended += 1;
    throw unit === 1 ? bug : stop.signal.reason;
  };
  const values = drain([1, 2, 3, 4, 5, 6, 7, 8], work, limits(3, stop.signal, stop));
  await assert.rejects(values.next(), (error) => error === bug);
  assert.ok(begun >= 3 && begun < 8, `${begun}`);
  assert.equal(ended, begun);
});

Deno.test("drain() lets the failure of the list of units through, after what was begun", async () => {
  const bug = new RangeError("no such panelist");
  function* units() {
    yield 0;
    yield 1;
    throw bug;
  }
  const held = new Held();
  held.finish(0);
  held.finish(1);
  const values = drain(units(), held.work, limits(5));
  assert.equal((await values.next()).value, "v0");
  assert.equal((await values.next()).value, "v1");
  await assert.rejects(values.next(), (error) => error === bug);
});

Deno.test("drain() begins nothing more when its reader leaves, and cuts off what is at work", async () => {
  const stop = new AbortController();
  const begun: number[] = [];
  let ended = 0;
  const work = async (unit: number): Promise<Done<number>> => {
    begun.push(unit);
    if (unit === 0) return { value: unit, durable: SAFE };
    await aborted(stop.signal);
    ended += 1;
    throw stop.signal.reason;
  };
  const units = Array.from({ length: 100 }, (_, unit) => unit);
  for await (const value of drain(units, work, limits(3, stop.signal, stop))) {
    assert.equal(value, 0);
    await settle();
    break;
  }
  assert.deepEqual([begun, ended], [[0, 1, 2, 3], 3]);
  await settle();
  assert.equal(begun.length, 4);
});

Deno.test("drain() waits for what is at work when its reader leaves and nothing can cut it off", async () => {
  const held = new Held();
  const values = drain([0, 1, 2, 3], held.work, limits(2));
  held.finish(0);
  await values.next();
  let isLeft = false;
  const left = values.return(undefined).then(() => isLeft = true);
  await settle();
  assert.ok(!isLeft);
  held.finish(1);
  held.finish(2);
  await left;
  assert.deepEqual(held.begun, [0, 1, 2]);
});

Deno.test("drain() begins nothing when it is cut off before it starts", async () => {
  const held = new Held();
  const values = drain([0, 1], held.work, limits(2, AbortSignal.abort()));
  assert.deepEqual([await Array.fromAsync(values), held.begun], [[], []]);
});

Deno.test("drain() hands on what had finished when it is cut off, and nothing of the rest", async () => {
  const stop = new AbortController();
  const held = new Held();
  const values = Array.fromAsync(drain([0, 1, 2, 3, 4], held.work, limits(3, stop.signal)));
  held.finish(0);
  held.finish(2);
  await settle();
  assert.deepEqual(held.begun, [0, 1, 2, 3, 4]);
  stop.abort(new Error("Ctrl-C"));
  for (const unit of [1, 3, 4]) held.fail(unit, stop.signal.reason);
  assert.deepEqual(await values, ["v0", "v2"]);
});

Deno.test("drain() passes over what is known, begins what is not, and hands all on in their order", async () => {
  const held = new Held();
  const read: number[] = [];
  const known = {
    find: (unit: number) => unit === 20_000 ? undefined : unit,
    read: (number: number) => {
      read.push(number);
      return `k${number}`;
    },
  };
  const units = Array.from({ length: 20_002 }, (_, unit) => unit);
  const values = drain(units, held.work, limits(1), known);
  assert.equal((await values.next()).value, "k0");
  while (held.begun.length === 0) await settle();
  // Far more than may be begun ahead stand between, and none of them was read for it.
  assert.deepEqual([held.begun, read], [[20_000], [0]]);
  held.finish(20_000);
  const rest = await Array.fromAsync(values);
  assert.deepEqual(rest.slice(-3), ["k19999", "v20000", "k20001"]);
  assert.equal(rest.length, 20_001);
});
