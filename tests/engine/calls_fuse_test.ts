import assert from "node:assert/strict";
import { request } from "../models/requests.ts";
import { desk, keyOf } from "./desk.ts";

Deno.test("Calls asks nothing more of a model whose key is refused", async () => {
  for (const status of [401, 403] as const) {
    await using at = await desk({ fault: () => ({ kind: "status", status }) });
    const model = at.model("gpt-4o");
    for (const unit of ["p1", "p2", "p3"]) {
      const call = at.calls.make(model, request(), keyOf(unit));
      await assert.rejects(call, { kind: "auth", message: /^Cannot get an answer from gpt-4o/ });
    }
    assert.equal(at.loop.count, 1);
  }
});

Deno.test("Calls asks nothing more of a model that is not there, and goes on with the others", async () => {
  await using at = await desk();
  const [gone, here] = [at.model("unknown-9"), at.model("gpt-4o")];
  for (const unit of ["p1", "p2"]) {
    const call = at.calls.make(gone, request(), keyOf(unit));
    await assert.rejects(call, { kind: "unknown model", status: 404 });
  }
  await at.calls.make(here, request(), keyOf("p1"));
  assert.deepEqual(at.loop.countByStatus, { 404: 1, 200: 1 });
});

Deno.test("Calls gives a service up that failed five panelists and never answered", async () => {
  await using at = await desk({ fault: () => ({ kind: "status", status: 503 }) });
  const model = at.model("gpt-4o");
  for (let panelist = 0; panelist < 9; panelist++) {
    const call = at.calls.make(model, request(), keyOf(`p${panelist}`));
    await assert.rejects(call, { kind: "server" });
  }
  // Three attempts for each of five; nothing for the other four.
  assert.equal(at.loop.count, 15);
});

Deno.test("Calls keeps asking a service that has answered once", async () => {
  let asked = 0;
  await using at = await desk({
    fault: () => asked++ === 0 ? null : { kind: "status", status: 503 },
  });
  const model = at.model("gpt-4o");
  await at.calls.make(model, request(), keyOf("p0"));
  for (let panelist = 1; panelist < 9; panelist++) {
    await assert.rejects(at.calls.make(model, request(), keyOf(`p${panelist}`)));
  }
  assert.equal(at.loop.count, 1 + 3 * 8);
});

Deno.test("Calls does not send what waited for its turn while the key was refused", async () => {
  await using at = await desk({ keys: [] }, { rate: 0.5 });
  const model = at.model("haiku");
  const calls = Array.from(
    { length: 6 },
    (_, panelist) => at.calls.make(model, request(), keyOf(`p${panelist}`)),
  );
  for (const end of await Promise.allSettled(calls)) {
    assert.ok(end.status === "rejected" && end.reason.kind === "auth");
  }
  assert.equal(at.loop.count, 1);
});

Deno.test("Calls does not try again what waited while the key was refused", async () => {
  let asked = 0;
  await using at = await desk({
    fault: () =>
      asked++ === 0
        ? { kind: "status", status: 429, retryAfter: { ms: 30_000 } }
        : { kind: "status", status: 401 },
  });
  const model = at.model("haiku");
  const limited = at.calls.make(model, request(), keyOf("p1"));
  const refused = at.calls.make(model, request(), keyOf("p2"));
  await assert.rejects(refused, { kind: "auth" });
  await assert.rejects(limited, { kind: "auth" });
  assert.equal(at.loop.count, 2);
});
