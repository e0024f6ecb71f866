import assert from "node:assert/strict";
import { Budget, BudgetSpent } from "../../lib/engine/budget.ts";
import { drain } from "../../lib/engine/drain.ts";
import { mostCost } from "../../lib/engine/most_cost.ts";
import { Progress } from "../../lib/engine/progress.ts";
import { type Model } from "../../lib/models/model.ts";
import { parsePrices } from "../../lib/models/price_file.ts";
import { priceOf } from "../../lib/models/prices.ts";
import { scripted } from "../../lib/models/scripted.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { type Fault } from "../loopback/faults.ts";
import { request, SIGNAL } from "../models/requests.ts";
import { type Desk, desk, keyOf } from "./desk.ts";

/** What may be billed though nobody can read it. */
const BROKEN: readonly Fault[] = [
  { kind: "truncated" },
  { kind: "garbage" },
  { kind: "reset", when: "during" },
];

/** The most that the request of these tests can cost. */
function most(id: string): number {
  const price = priceOf(id);
  assert.ok(price);
  return mostCost(request(), price);
}

/** Asks so many panelists; returns who was answered, in order. */
async function askAll(at: Desk, panelists: number, progress = new Progress()): Promise<string[]> {
  const units = Array.from({ length: panelists }, (_, place) => `p${place}`);
  const model = at.model("haiku");
  return await Array.fromAsync(drain(units, async (unit) => {
    await at.calls.make(model, request(), keyOf(unit));
    return { value: unit, durable: Promise.resolve() };
  }, { gate: at.gate, clock: at.host.clock, signal: SIGNAL, stop: at.stop, progress }));
}

Deno.test("Calls books what a call really cost, and gives back what it set aside", async () => {
  const budget = new Budget({ cap: 1 });
  await using at = await desk({ answer: () => "yes" }, {}, { budget });
  const { cost } = await at.calls.make(at.model("haiku"), request(), keyOf());
  assert.equal(budget.spent, cost);
  assert.ok(budget.spent > 0 && budget.reserved === 0);
});

Deno.test("Calls sets the most aside before it asks, over HTTP", async () => {
  const budget = new Budget({ cap: 1 });
  const reserved: number[] = [];
  await using at = await desk(
    {
      answer: () => {
        reserved.push(budget.reserved);
        return "yes";
      },
    },
    {},
    { budget },
  );
  await at.calls.make(at.model("haiku"), request(), keyOf());
  assert.deepEqual(reserved, [Number(most("haiku").toFixed(12))]);
});

Deno.test("Calls gives back what it set aside for attempts that fail, while it waits", async () => {
  const budget = new Budget({ cap: 1 });
  await using at = await desk({ fault: () => ({ kind: "status", status: 503 }) }, {}, { budget });
  await assert.rejects(at.calls.make(at.model("haiku"), request(), keyOf()), { kind: "server" });
  assert.deepEqual([at.loop.count, budget.spent, budget.reserved], [3, 0, 0]);
});

for (const fault of BROKEN) {
  Deno.test(`Calls books the most for a reply that is ${JSON.stringify(fault)}`, async () => {
    const budget = new Budget({ cap: 1 });
    const faults: (Fault | null)[] = [fault, null];
    const service = { fault: () => faults.shift() ?? null, answer: () => "yes" };
    await using at = await desk(service, {}, { budget });
    const { cost } = await at.calls.make(at.model("haiku"), request(), keyOf());
    at.journal.flush();
    const [total] = at.journal.totals();
    assert.equal(budget.spent.toFixed(9), (most("haiku") + (cost ?? NaN)).toFixed(9));
    assert.equal(total?.cost?.toFixed(9), budget.spent.toFixed(9));
    assert.deepEqual([at.journal.unread.calls, budget.reserved], [1, 0]);
  });
}

Deno.test("Calls never passes the budget where every reply may be billed and none can be read", async () => {
  const budget = new Budget({ cap: 2.5 * most("haiku") });
  await using at = await desk({ fault: () => ({ kind: "truncated" }) }, {}, { budget });
  await assert.rejects(at.calls.make(at.model("haiku"), request(), keyOf()), BudgetSpent);
  assert.deepEqual([at.loop.count, budget.isOver], [2, true]);
  assert.ok(budget.spent <= budget.cap);
});

Deno.test("Calls needs no budget for what the journal has", async () => {
  const budget = new Budget({ cap: 1.5 * most("haiku") });
  await using at = await desk({ answer: () => "x".repeat(1200) }, {}, { budget });
  const first = await at.calls.make(at.model("haiku"), request(), keyOf());
  const spent = budget.spent;
  const calls = await at.again();
  assert.deepEqual(await calls.make(at.model("haiku"), request(), keyOf()), {
    ...first,
    isRecalled: true,
  });
  assert.deepEqual([budget.spent, at.loop.count], [spent, 1]);
  await assert.rejects(calls.make(at.model("haiku"), request(), keyOf("p2")), BudgetSpent);
  // It is over now, but what is known is still known.
  assert.deepEqual(await calls.make(at.model("haiku"), request(), keyOf()), {
    ...first,
    isRecalled: true,
  });
  assert.equal(at.loop.count, 1);
});

Deno.test("Calls never passes the budget however many ask at once, and every reply is handed on", async () => {
  for (const concurrency of [1, 20]) {
    const budget = new Budget({ cap: 5.5 * most("haiku") });
    const progress = new Progress();
    // As long as it may be: what was set aside is nearly used up.
    await using at = await desk({ answer: () => "x".repeat(4000) }, { concurrency }, { budget });
    const answered = await askAll(at, 60, progress);
    at.journal.flush();
    const [total] = at.journal.totals();
    assert.ok(budget.isOver && budget.spent <= budget.cap && budget.reserved === 0);
    assert.equal(total?.cost?.toFixed(9), budget.spent.toFixed(9));
    assert.ok(budget.cap - budget.spent < most("haiku"));
    assert.deepEqual([answered.length, at.loop.count, total?.calls], [5, 5, 5]);
    assert.ok(progress.halted instanceof BudgetSpent);
    assert.ok(!at.stop.signal.aborted && progress.whole === 5);
  }
});

Deno.test("Calls goes on as long as calls cost less than they set aside", async () => {
  const budget = new Budget({ cap: 2.5 * most("haiku") });
  await using at = await desk({ answer: () => "yes" }, {}, { budget });
  const answered = await askAll(at, 40);
  assert.equal(answered.length, 40);
  assert.ok(!budget.isOver && budget.spent < budget.cap);
});

Deno.test("Calls sets nothing aside for models that cost nothing", async () => {
  const budget = new Budget({ cap: 1e-9 });
  await using at = await desk({}, {}, { budget });
  const free = [
    simulated(),
    scripted({ tier: "pro" }),
    at.model("ollama:deepseek-v3").model,
    at.model("local:haiku").model,
  ];
  for (const [place, model] of free.entries()) {
    const { cost } = await at.calls.make({ name: "m", model }, request(), keyOf(`p${place}`));
    assert.equal(cost, 0);
  }
  assert.deepEqual([budget.spent, budget.isOver], [0, false]);
});

Deno.test("Calls keeps to no budget with a model whose price nobody knows", async () => {
  await using at = await desk({}, {}, { budget: new Budget({ cap: 1 }) });
  await assert.rejects(at.calls.make(at.model("grok-3"), request(), keyOf()), {
    name: "TypeError",
    message: "Cannot keep to a budget with grok-3: its price is not known",
  });
  assert.equal(at.loop.count, 0);
});

Deno.test("Calls costs what the user's prices say, within the budget too", async () => {
  const budget = new Budget({ cap: 1 });
  const prices = parsePrices({ "grok-3": { input: 3, output: 15 } }, "mine.yaml");
  await using at = await desk({ answer: () => "yes" }, {}, { budget, prices });
  const { cost } = await at.calls.make(at.model("grok-3"), request(), keyOf());
  // 14 tokens asked, one said.
  assert.deepEqual([cost, budget.spent], [(14 * 3 + 1 * 15) / 1e6, (14 * 3 + 1 * 15) / 1e6]);
});

Deno.test("Calls books what the service reports, even beyond what was set aside (case N2)", async () => {
  const budget = new Budget({ cap: 0.6 });
  await using at = await desk({}, {}, { budget });
  const { model } = at.model("haiku");
  const reporting: Model = {
    ...model,
    reply: async (asked, signal) => ({ ...await model.reply(asked, signal), cost: 0.5995 }),
  };
  const named = { name: "haiku", model: reporting };
  assert.equal((await at.calls.make(named, request(), keyOf())).cost, 0.5995);
  assert.equal(budget.spent, 0.5995);
  await assert.rejects(at.calls.make(named, request(), keyOf("p2")), BudgetSpent);
});

Deno.test("Calls ends with the reason when it is cut off in line for the budget", async () => {
  const budget = new Budget({ cap: 1.5 * most("haiku") });
  const reason = new Error("Ctrl-C");
  const asked = Promise.withResolvers<void>();
  await using at = await desk(
    {
      fault: () => {
        asked.resolve();
        return { kind: "hang" };
      },
    },
    {},
    { budget },
  );
  const units = ["p1", "p2", "p3"];
  const calls = units.map((unit) => at.calls.make(at.model("haiku"), request(), keyOf(unit)));
  const ends = Promise.allSettled(calls);
  await asked.promise;
  at.stop.abort(reason);
  for (const end of await ends) assert.equal(end.status === "rejected" && end.reason, reason);
  await at.loop.idle();
  assert.deepEqual([at.loop.count, budget.reserved, budget.isOver], [1, 0, false]);
});
