import assert from "node:assert/strict";
import { Budget } from "../../lib/engine/budget.ts";
import { request } from "../models/requests.ts";
import { desk, keyOf } from "./desk.ts";
import { smallDisk, storePlace } from "./stores.ts";

Deno.test("Calls pays once for what a store is to hold, and replays it for nothing", async () => {
  await using place = await storePlace();
  using responses = await place.open();
  await using at = await desk({ answer: () => "yes" }, {}, { responses });
  const kept = await at.calls.make(at.model("gpt-4o-mini"), request(), keyOf());
  assert.ok((kept.cost ?? 0) > 0);
  // Another run of the same study, without a cent.
  const budget = new Budget({ cap: 1e-9 });
  await using later = await desk({ answer: () => "no" }, {}, { responses, budget });
  assert.deepEqual(await later.calls.make(at.model("gpt-4o-mini"), request(), keyOf()), {
    ...kept,
    isRecalled: true,
  });
  assert.deepEqual([at.loop.count, later.loop.count, budget.spent], [1, 0, 0]);
  later.journal.flush();
  assert.deepEqual(later.journal.find(keyOf()), kept);
  assert.deepEqual(later.journal.from("asked").calls, 0);
  assert.deepEqual(later.journal.from("replayed"), { calls: 1, cost: kept.cost });
  at.journal.flush();
  assert.deepEqual([...at.journal.requests()], [...later.journal.requests()]);
  assert.equal(at.journal.totals()[0]?.cost, later.journal.totals()[0]?.cost);
});

Deno.test("Calls records what a journal has already, without asking again", async () => {
  await using place = await storePlace();
  await using at = await desk();
  const model = at.model("gpt-4o-mini");
  const kept = await at.calls.make(model, request(), keyOf());
  at.loop.clear();
  {
    using responses = await place.open();
    assert.deepEqual(await (await at.again({ responses })).make(model, request(), keyOf()), {
      ...kept,
      isRecalled: true,
    });
  }
  using responses = await place.open("replay");
  await using later = await desk({}, {}, { responses });
  assert.deepEqual(await later.calls.make(model, request(), keyOf()), {
    ...kept,
    isRecalled: true,
  });
  assert.deepEqual([at.loop.count, later.loop.count], [0, 0]);
});

Deno.test("Calls keeps a paid reply in the journal when the store cannot be written", async () => {
  await using place = await storePlace();
  using responses = await place.open("record", smallDisk(2));
  await using at = await desk({ answer: () => "long ".repeat(2000) }, {}, { responses });
  await assert.rejects(
    at.calls.make(at.model("gpt-4o-mini"), request({ maxTokens: 9999 }), keyOf()),
    {
      message: `Cannot write the response store "${place.path}": database or disk is full`,
    },
  );
  at.journal.flush();
  assert.ok(at.journal.find(keyOf()));
  assert.equal(at.loop.count, 1);
});

Deno.test("Calls replays a failure without trying again or waiting", async () => {
  await using place = await storePlace();
  const status = { kind: "status", status: 503 } as const;
  const message = /^Cannot get an answer from gpt-4o-mini \(openai\): 503/;
  {
    using responses = await place.open();
    await using at = await desk({ fault: () => status }, {}, { responses });
    await assert.rejects(at.calls.make(at.model("gpt-4o-mini"), request(), keyOf()), { message });
    assert.equal(at.loop.count, 3);
  }
  using responses = await place.open("replay");
  await using at = await desk({}, {}, { responses });
  await assert.rejects(at.calls.make(at.model("gpt-4o-mini"), request(), keyOf()), {
    ...{ name: "ModelError", kind: "server", message },
  });
  assert.equal(at.loop.count, 0);
});

Deno.test("Calls asks nobody in a replay, whatever the request", async () => {
  await using place = await storePlace();
  (await place.open()).close();
  using responses = await place.open("replay");
  await using at = await desk({}, {}, { responses });
  await assert.rejects(at.calls.make(at.model("haiku"), request(), keyOf()), {
    name: "Error",
    message: /^Cannot replay the answer of .* does not hold the request of key [0-9a-f]{64}$/,
  });
  assert.equal(at.loop.count, 0);
});
