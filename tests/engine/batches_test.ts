import assert from "node:assert/strict";
import { Batches } from "../../lib/engine/batches.ts";
import { BatchPending } from "../../lib/engine/batch_pending.ts";
import { Budget, BudgetSpent } from "../../lib/engine/budget.ts";
import { collectBatches } from "../../lib/engine/collect_batches.ts";
import { Gate } from "../../lib/engine/gate.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { requestKey } from "../../lib/engine/request_key.ts";
import {
  type BatchItem,
  type Model,
  type ModelBatches,
  type Reply,
} from "../../lib/models/model.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { LIST_PRICES } from "../../lib/models/prices.ts";
import { stream } from "../../lib/random/stream.ts";
import { folder, quickHost } from "../hosts.ts";
import { request, SIGNAL, TIER } from "../models/requests.ts";
import { keyOf } from "./desk.ts";

const REPLY: Reply = {
  ...{ text: "yes", ended: "complete", served: "one" },
  usage: { input: 10, output: 5, cacheWrite: 0, cacheRead: 0 },
};

/** A model with batches of its own, which notes what it is handed. */
function model(change: Partial<ModelBatches> = {}) {
  const handed: { readonly key: string; readonly items: BatchItem[] }[] = [];
  const batches: ModelBatches = {
    most: { requests: 3, bytes: 10_000 },
    line: (item) => JSON.stringify(item),
    newest: () => Promise.resolve(null),
    submit: ({ key, lines }) => {
      const number = handed.push({ key, items: lines.map((line) => JSON.parse(line)) });
      return Promise.resolve(`b${number}`);
    },
    find: () => Promise.resolve({ found: "nothing" }),
    look: () =>
      Promise.resolve({ state: "ended", said: "ended", answered: 1, failed: 0, reason: null }),
    results: async function* (id) {
      for (const { id: item } of handed[Number(id.slice(1)) - 1]?.items ?? []) {
        yield await Promise.resolve({ id: item, reply: REPLY });
      }
    },
    ...change,
  };
  const one: Model = {
    id: "haiku-like",
    spec: { provider: "own" },
    reply: () => Promise.reject(new Error("nobody is asked by themselves")),
    batches,
  };
  return { model: one, handed };
}

/** A journal, and ways to ask, hand over and collect in it. */
async function desk(one: Model, budget?: Budget) {
  const stack = new AsyncDisposableStack();
  const { path } = stack.use(await folder());
  const host = quickHost();
  const journal = await Journal.open(host, `${path}/run.sqlite`);
  stack.defer(() => journal.close());
  const { clock } = host;
  const gate = new Gate(clock);
  const provisions = {
    ...{ run: "run-1", journal, gate, clock, random: stream(7), signal: SIGNAL },
    begun: () => SIGNAL,
  };
  const named = new Map([["one", { name: "one", model: one }]]);
  let batches = new Batches(provisions, budget);
  const ask = (unit: string, schema: typeof TIER | null = null) => {
    const asked = request({ schema, about: { panelist: unit } });
    const known = requestKey({ model: one }, asked);
    const price = { input: 1, output: 5, cacheWrite: 1, cacheRead: 1 };
    return batches.ask({ name: "one", model: one, request: asked, known, key: keyOf(unit), price });
  };
  return {
    ...{ journal, ask },
    waits: (unit: string, schema?: typeof TIER) =>
      assert.throws(() => ask(unit, schema ?? null), BatchPending),
    submit: () => batches.submit(),
    collect: () => collectBatches({ named, prices: LIST_PRICES }, provisions),
    again: () => void (batches = new Batches(provisions, budget)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

Deno.test("Batches.submit() fills as few batches as hold the calls, by number and by size", async () => {
  const one = model();
  await using many = await desk(one.model);
  for (let unit = 0; unit < 7; unit++) many.waits(`p${unit}`);
  await many.submit();
  assert.deepEqual(one.handed.map(({ items }) => items.length), [3, 3, 1]);

  const large = model({ most: { requests: 100, bytes: 2000 } });
  await using heavy = await desk(large.model);
  for (let unit = 0; unit < 7; unit++) heavy.waits(`p${unit}`);
  await heavy.submit();
  assert.ok(large.handed.length > 1);
  const sizes = large.handed.map(({ items }) =>
    items.reduce((sum, item) => sum + JSON.stringify(item).length + 1, 0)
  );
  assert.ok(sizes.every((size) => size <= 2000), `${sizes}`);
  assert.equal(large.handed.flatMap(({ items }) => items).length, 7);
});

Deno.test("Batches.submit() names requests by their calls, whatever the order in which they come", async () => {
  const units = ["a", "b", "c"];
  const ids = [];
  for (const order of [units, units.toReversed()]) {
    const one = model();
    await using waiting = await desk(one.model);
    waiting.journal.keepNote("created", "2026-10-01T00:00:00Z");
    order.forEach((unit) => waiting.waits(unit));
    await waiting.submit();
    ids.push(one.handed.map(({ key, items }) => [key, items.map(({ id }) => id)]));
  }
  assert.deepEqual(ids[1], ids[0]);
  const [[key, names]] = ids[0] as [[string, string[]]];
  assert.ok(
    names.every((name) => /^[a-zA-Z0-9_-]{1,64}$/.test(name) && name.startsWith(`${key}-`)),
  );
});

Deno.test("Batches.ask() gathers a call once, and not while a batch is to bring it", async () => {
  const one = model();
  await using waiting = await desk(one.model);
  waiting.waits("a");
  await waiting.submit();
  waiting.again();
  waiting.waits("a");
  await waiting.submit();
  assert.equal(one.handed.length, 1);
  assert.deepEqual(await waiting.collect(), []);
  assert.equal(waiting.journal.find(keyOf("a"))?.reply.text, "yes");
  assert.deepEqual(await waiting.collect(), []);
  assert.equal(waiting.journal.spent.calls, 1);
});

Deno.test("Batches.ask() asks in the next form when one is refused, in all later batches", async () => {
  const refusal = new ModelError("400 response_format is not supported", {
    kind: "bad",
    status: 400,
  });
  const one: ReturnType<typeof model> = model({
    results: async function* (id) {
      for (const { id: item, refused } of one.handed[Number(id.slice(1)) - 1]?.items ?? []) {
        yield await Promise.resolve(
          refused === 0 ? { id: item, error: refusal } : { id: item, reply: REPLY },
        );
      }
    },
  });
  await using waiting = await desk(one.model);
  const turn = async (unit: string, schema?: typeof TIER) => {
    waiting.waits(unit, schema);
    await waiting.submit();
    await waiting.collect();
    waiting.again();
    return one.handed.at(-1)?.items[0]?.refused;
  };
  assert.deepEqual([await turn("a", TIER), await turn("a", TIER)], [0, 1]);
  assert.equal(waiting.journal.find(keyOf("a"))?.reply.text, "yes");
  assert.equal(await turn("b", TIER), 1);
  // The same words are no refusal of a form where none was asked for.
  assert.equal(await turn("c"), 0);
  assert.throws(() => waiting.ask("c"), refusal);
});

Deno.test("Batches.ask() leaves out what does not fit into the budget now, and ends when nothing ever will", async () => {
  const one = model();
  const budget = new Budget({ cap: 0.001 });
  await using waiting = await desk(one.model, budget);
  ["a", "b", "c"].forEach((unit) => waiting.waits(unit));
  await waiting.submit();
  // 1500 output tokens at 5 dollars a million, at half the price, and the words.
  assert.deepEqual(one.handed.map(({ items }) => items.length), [1]);
  assert.equal(waiting.journal.batches.reserved, budget.reserved);
  await using poor = await desk(model().model, new Budget({ cap: 0.0001 }));
  assert.throws(() => poor.ask("a"), BudgetSpent);
});

Deno.test("collectBatches() says what stands in the way, and leaves the batch as it is", async () => {
  const broken = new ModelError("Cannot get an answer from one: the connection failed", {
    kind: "transport",
  });
  const one = model({ look: () => Promise.reject(broken) });
  await using waiting = await desk(one.model);
  waiting.waits("a");
  await waiting.submit();
  assert.deepEqual(await waiting.collect(), [
    `a batch of one cannot be collected now: ${broken.message}`,
  ]);
  assert.deepEqual(waiting.journal.batches.open.map(({ state, batch }) => [state, batch]), [
    ["submitted", "b1"],
  ]);
});

Deno.test("collectBatches() counts a reply that nobody can read at the most it can have cost", async () => {
  const one: ReturnType<typeof model> = model({
    results: async function* (id) {
      const [item] = one.handed[Number(id.slice(1)) - 1]?.items ?? [];
      const error = new ModelError("not JSON", { kind: "unreadable" });
      yield await Promise.resolve({ id: item?.id ?? "", error });
    },
  });
  await using waiting = await desk(one.model);
  waiting.waits("a");
  const most = waiting.journal.batches.reserved;
  await waiting.submit();
  const reserved = waiting.journal.batches.reserved;
  assert.ok(most === 0 && reserved > 0);
  await waiting.collect();
  assert.deepEqual(waiting.journal.unread, { calls: 1, cost: Number(reserved.toFixed(9)) });
});

Deno.test("collectBatches() takes a batch that brought everything, however many answers it is told to have", async () => {
  for (const answered of [0, 2, 99]) {
    const look = { state: "ended", said: "ended", answered, failed: 0, reason: null } as const;
    const one = model({ look: () => Promise.resolve(look) });
    await using waiting = await desk(one.model);
    for (const unit of ["a", "b"]) waiting.waits(unit);
    await waiting.submit();
    assert.deepEqual(await waiting.collect(), []);
    assert.equal(waiting.journal.batches.all[0]?.state, "collected");
  }
});
