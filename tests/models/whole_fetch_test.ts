import assert from "node:assert/strict";
import { denoHost } from "../../lib/host/deno.ts";
import { anthropicModel } from "../../lib/models/anthropic.ts";
import { openaiModel } from "../../lib/models/openai.ts";
import { wholeFetch } from "../../lib/models/whole_fetch.ts";
import { serving } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { failureOf, request } from "./requests.ts";

/** Both wire formats at an address, with a patience that a test can bear. */
function impatient(baseUrl: string) {
  const connection = { key: "test-key", timeout: 150 };
  return [
    openaiModel("m", { ...connection, provider: "openai", baseUrl: `${baseUrl}/v1` }, denoHost()),
    anthropicModel("m", { ...connection, provider: "anthropic", baseUrl }, denoHost()),
  ];
}

/** An answer whose body begins and never ends. */
function endless(status: number): Response {
  const begins = new TextEncoder().encode('{"model":"m",');
  const body = new ReadableStream({ start: (stream) => stream.enqueue(begins) });
  return new Response(body, { status, headers: { "content-type": "application/json" } });
}

Deno.test("wholeFetch() holds the whole reply, its status and its headers", async () => {
  await using server = serving(() =>
    Response.json({ a: 1 }, { status: 418, headers: { "retry-after": "7" } })
  );
  const init = { method: "POST", body: "{}" };
  const response = await wholeFetch(denoHost(), new AbortController().signal)(server.url, init);
  assert.deepEqual([response.status, response.headers.get("retry-after")], [418, "7"]);
  assert.deepEqual(await response.json(), { a: 1 });
});

Deno.test("wholeFetch() takes a reply that has no body by its status", async () => {
  await using server = serving(() => new Response(null, { status: 204 }));
  const response = await wholeFetch(denoHost(), new AbortController().signal)(server.url, {
    method: "POST",
    body: "{}",
  });
  assert.deepEqual([response.status, response.body], [204, null]);
});

Deno.test("wholeFetch() puts the time limit on the body too, not on the head alone", async () => {
  for (const status of [200, 500]) {
    await using server = serving(() => endless(status));
    for (const model of impatient(server.url)) {
      const error = await failureOf(model);
      assert.equal(error.kind, status === 200 ? "unreadable" : "server");
      assert.match(error.message, /: (500 )?no reply arrived in time$/);
    }
  }
});

Deno.test("wholeFetch() lets an abort through while the body arrives", async () => {
  for (const place of [0, 1]) {
    const arrived = Promise.withResolvers<void>();
    await using server = serving(() => {
      arrived.resolve();
      return endless(200);
    });
    const stop = new AbortController();
    const reason = new Error("enough");
    const reply = impatient(server.url)[place]?.reply(request(), stop.signal);
    reply?.catch(() => {});
    await arrived.promise;
    stop.abort(reason);
    await assert.rejects(reply ?? Promise.resolve(), (error) => error === reason);
  }
});

Deno.test("wholeFetch() leaves the time limit on a service that never answers", async () => {
  await using loop = startLoopback({ fault: () => ({ kind: "hang" }) });
  for (const model of impatient(loop.url)) {
    assert.match((await failureOf(model)).message, /: no reply arrived in time$/);
  }
  await loop.idle();
});

Deno.test("wholeFetch() follows no redirect, and says what to do about it", async () => {
  let asked = 0;
  await using elsewhere = serving(() => {
    asked += 1;
    return Response.json({});
  });
  await using server = serving(() => Response.redirect(elsewhere.url, 307));
  for (const model of impatient(server.url)) {
    const { kind, message } = await failureOf(model);
    assert.equal(kind, "bad");
    assert.match(message, /: 307 the address leads to another one, which is not followed: set its/);
  }
  assert.equal(asked, 0);
});

Deno.test("wholeFetch() sends every call with its own body and the headers of its client", async () => {
  const seen: unknown[] = [];
  await using server = serving(({ headers, method }) => {
    seen.push([method, headers.get("authorization")]);
    return Response.json({});
  });
  const fetch = wholeFetch(denoHost(), new AbortController().signal);
  const headers = { authorization: "Bearer test-key" };
  for (const body of ["1", "2"]) await fetch(server.url, { method: "POST", headers, body });
  assert.deepEqual(server.bodies, [1, 2]);
  assert.deepEqual(seen, [["POST", "Bearer test-key"], ["POST", "Bearer test-key"]]);
});
