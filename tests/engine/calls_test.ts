import assert from "node:assert/strict";
import { type Model } from "../../lib/models/model.ts";
import { type Fault } from "../loopback/faults.ts";
import { request } from "../models/requests.ts";
import { desk, keyOf } from "./desk.ts";

/** A service that answers with faults, one after the other, and then as it should. */
function after(...faults: readonly Fault[]): { readonly fault: () => Fault | null } {
  const left = [...faults];
  return { fault: () => left.shift() ?? null };
}

function status(code: Extract<Fault, { kind: "status" }>["status"], ms?: number): Fault {
  return { kind: "status", status: code, ...(ms === undefined ? {} : { retryAfter: { ms } }) };
}

const RESET: Fault = { kind: "reset" };

Deno.test("Calls makes no call that the journal already has", async () => {
  await using at = await desk();
  const model = at.model("gpt-4o-mini");
  const first = await at.calls.make(model, request(), keyOf());
  at.loop.clear();
  const again = await (await at.again()).make(model, request(), keyOf());
  assert.deepEqual(again, { ...first, isRecalled: true });
  assert.equal(at.loop.count, 0);
  await (await at.again()).make(model, request(), keyOf("p2"));
  assert.equal(at.loop.count, 1);
});

Deno.test("Calls writes each reply to the journal, with what it cost", async () => {
  await using at = await desk({ answer: () => "yes" });
  const kept = await at.calls.make(at.model("gpt-4o-mini"), request(), keyOf());
  at.journal.flush();
  assert.deepEqual(at.journal.find(keyOf()), kept);
  assert.equal(at.journal.totals()[0]?.model, "gpt-4o-mini");
});

Deno.test("Calls asks nothing more when a reply could not be kept", async () => {
  await using at = await desk();
  const other = await at.host.database(at.journal.path);
  other.exec("DROP TABLE calls");
  other.close();
  const model = at.model("gpt-4o-mini");
  await at.calls.make(model, request(), keyOf());
  at.journal.flush();
  await assert.rejects(at.calls.make(model, request(), keyOf("p2")), {
    message: /^Cannot write the journal ".*": no such table: .*calls$/,
  });
  assert.equal(at.loop.count, 1);
});

Deno.test("Calls tries twice more when a service fails or a connection breaks", async () => {
  for (const fault of [status(500), status(529), RESET, { kind: "garbage" } as const]) {
    await using at = await desk(after(fault, fault));
    await at.calls.make(at.model("haiku"), request(), keyOf());
    assert.equal(at.loop.count, 3, fault.kind);
  }
});

Deno.test("Calls gives up after the third failure of a service", async () => {
  for (const fault of [status(503), RESET]) {
    await using at = await desk({ fault: () => fault });
    const kind = fault === RESET ? "transport" : "server";
    await assert.rejects(at.calls.make(at.model("haiku"), request(), keyOf()), { kind });
    assert.equal(at.loop.count, 3);
    assert.equal(at.journal.find(keyOf()), undefined);
  }
});

Deno.test("Calls tries five times more at a rate limit, each time after the wait asked for", async () => {
  for (const name of ["gpt-4o", "haiku"]) {
    await using at = await desk({ fault: () => status(429, 3000) });
    await assert.rejects(at.calls.make(at.model(name), request(), keyOf()), { kind: "rate" });
    assert.equal(at.loop.count, 6);
    assert.equal(at.host.clock.now(), 15_000);
  }
});

Deno.test("Calls waits a minute at most", async () => {
  await using at = await desk(after(status(429, 3_600_000)));
  await at.calls.make(at.model("gpt-4o"), request(), keyOf());
  assert.equal(at.host.clock.now(), 60_000);
});

Deno.test("Calls waits a little of its own where nothing is asked for, the same for the same seed", async () => {
  const waits: number[] = [];
  for (const _ of [1, 2]) {
    await using at = await desk(after(status(500), status(500)));
    await at.calls.make(at.model("gpt-4o"), request(), keyOf());
    waits.push(at.host.clock.now());
  }
  assert.ok((waits[0] ?? 0) > 0 && (waits[0] ?? 0) < 600, `${waits}`);
  assert.equal(waits[0], waits[1]);
});

Deno.test("Calls frees its slot while it waits", async () => {
  await using at = await desk(after(status(429, 30_000)), { concurrency: 1 });
  const model = at.model("gpt-4o");
  const ends: string[] = [];
  const unit = async (name: string) => {
    await at.gate.enter();
    await at.calls.make(model, request(), keyOf(name));
    at.gate.leave();
    ends.push(`${name} ${at.host.clock.now() >= 30_000 ? "late" : "early"}`);
  };
  await Promise.all([unit("first"), unit("second")]);
  assert.deepEqual(ends, ["second early", "first late"]);
});

Deno.test("Calls tries nothing again that no patience helps", async () => {
  await using at = await desk({ fault: () => status(400) });
  await assert.rejects(at.calls.make(at.model("gpt-4o"), request(), keyOf()), { kind: "bad" });
  assert.equal(at.loop.count, 1);
});

Deno.test("Calls notes when the attempt that worked was sent, not when the first one was", async () => {
  await using at = await desk(after(status(429, 20_000)));
  await at.calls.make(at.model("gpt-4o"), request(), keyOf());
  at.journal.flush();
  const file = await at.host.database(at.journal.path);
  const kept = file.prepare("SELECT started, latency FROM calls").get();
  file.close();
  // Time stands still on this clock while a request is under way.
  assert.deepEqual({ ...kept }, { started: 20_000, latency: 0 });
});

Deno.test("Calls costs what the list says, what the service reports, or nobody knows what", async () => {
  await using at = await desk({ answer: () => "yes" });
  const cost = async (name: string) =>
    (await at.calls.make(at.model(name), request(), keyOf(name))).cost;
  // 14 tokens asked, one said.
  assert.equal(await cost("gpt-4o-mini"), (14 * 0.15 + 1 * 0.6) / 1e6);
  assert.equal(await cost("haiku"), (14 * 1 + 1 * 5) / 1e6);
  assert.equal(await cost("grok-3"), null);
  assert.equal(await cost("ollama:deepseek-v3"), 0);
  const reporting: Model = {
    ...at.model("gpt-4o").model,
    reply: async (asked, signal) => ({
      ...await at.model("gpt-4o").model.reply(asked, signal),
      cost: 0.5,
    }),
  };
  const reported = await at.calls.make({ name: "own", model: reporting }, request(), keyOf("own"));
  assert.equal(reported.cost, 0.5);
});

Deno.test("Calls ends with the reason when it is cut off, waiting or on the way", async () => {
  const reason = new Error("Ctrl-C");
  for (const rate of [undefined, 0.001]) {
    const asked = Promise.withResolvers<void>();
    await using at = await desk({
      fault: () => {
        asked.resolve();
        return { kind: "hang" };
      },
    }, { rate });
    const model = at.model("haiku");
    const calls = [
      at.calls.make(model, request(), keyOf()),
      at.calls.make(model, request(), keyOf("b")),
    ];
    const ends = Promise.allSettled(calls);
    await asked.promise;
    at.stop.abort(reason);
    for (const end of await ends) assert.equal(end.status === "rejected" && end.reason, reason);
    await assert.rejects(at.calls.make(model, request(), keyOf("c")), (error) => error === reason);
    await at.loop.idle();
    assert.equal(at.loop.count, rate === undefined ? 2 : 1);
  }
});

Deno.test("Calls lets through what is no failure of a call", async () => {
  await using at = await desk();
  const bug = new RangeError("a bug in a model of one's own");
  const model = { ...at.model("haiku").model, reply: () => Promise.reject(bug) };
  const call = at.calls.make({ name: "own", model }, request(), keyOf());
  await assert.rejects(call, (error) => error === bug);
});
