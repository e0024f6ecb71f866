import assert from "node:assert/strict";
import { type ModelError } from "../../lib/models/model_error.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { envFor, hostWith } from "../hosts.ts";
import { type Fault } from "../loopback/faults.ts";
import { startLoopback } from "../loopback/service.ts";
import { failureOf, request } from "./requests.ts";

const MODELS = ["gpt-4o", "claude-haiku-4-5"] as const;

/** What a model fails with when the service answers with that fault. */
async function failed(name: string, fault: Fault): Promise<ModelError> {
  await using loop = startLoopback({ fault: () => fault });
  return await failureOf(resolveModel(name, hostWith({ env: envFor(loop) })));
}

/** One line that begins as every failure of that model does. */
function assertSentence({ message }: Error, name: string): void {
  const provider = name.startsWith("claude") ? "anthropic" : "openai";
  assert.ok(message.startsWith(`Cannot get an answer from ${name} (${provider}): `), message);
  assert.ok(!/[\n<>]|undefined|\[object|Error:/.test(message), message);
  assert.ok(message.length < 420, message);
}

Deno.test("sdkFailure() tells the kind and the status of what a provider answered", async () => {
  const kinds = {
    400: "bad",
    401: "auth",
    403: "auth",
    404: "unknown model",
    408: "server",
    409: "bad",
    413: "bad",
    429: "rate",
    500: "server",
    502: "server",
    503: "server",
    504: "server",
    529: "server",
  } as const;
  for (const name of MODELS) {
    for (const [code, kind] of Object.entries(kinds)) {
      // The keys of the table are the statuses of the service.
      const status = Number(code) as keyof typeof kinds;
      const error = await failed(name, { kind: "status", status });
      assert.deepEqual([error.kind, error.status], [kind, status], `${name} ${status}`);
      assertSentence(error, name);
      assert.ok(error.message.includes(`: ${status} `), error.message);
    }
  }
});

Deno.test("sdkFailure() says what the provider said", async () => {
  const messages = [
    (await failed("gpt-4o", { kind: "status", status: 503 })).message,
    (await failed("claude-haiku-4-5", { kind: "status", status: 529 })).message,
    (await failed("claude-haiku-4-5", { kind: "overflow" })).message,
  ];
  assert.equal(
    messages[0],
    "Cannot get an answer from gpt-4o (openai): 503 Our servers are currently overloaded. " +
      "Please try again later.",
  );
  assert.equal(
    messages[1],
    "Cannot get an answer from claude-haiku-4-5 (anthropic): 529 Overloaded",
  );
  assert.match(messages[2] ?? "", /: 400 prompt is too long: \d+ tokens > 200000 maximum$/);
});

Deno.test("sdkFailure() keeps the wait that a rate limit asks for, in every form", async () => {
  for (const name of MODELS) {
    for (const as of ["seconds", "milliseconds", "date", "reset"] as const) {
      const retryAfter = { ms: 20_000, as };
      const { retryAfter: wait } = await failed(name, { kind: "status", status: 429, retryAfter });
      // Dates are in whole seconds, and the request took a moment of them.
      assert.ok(wait !== undefined && wait > 15 && wait < 22, `${name} ${as}: ${wait}`);
    }
  }
});

Deno.test("sdkFailure() keeps the wait of a reset of tokens too", async () => {
  const fault = {
    kind: "status",
    status: 429,
    reason: "tokens",
    retryAfter: { ms: 20_000, as: "reset" },
  } as const;
  for (const name of MODELS) {
    const { retryAfter: wait } = await failed(name, fault);
    assert.ok(wait !== undefined && wait > 15 && wait < 22, `${name}: ${wait}`);
  }
});

Deno.test("sdkFailure() keeps the wait of a busy service, and none of a request that is wrong", async () => {
  const retryAfter = { ms: 3000 };
  const busy = await failed("claude-haiku-4-5", { kind: "status", status: 529, retryAfter });
  assert.equal(busy.retryAfter, 3);
  const wrong = await failed("claude-haiku-4-5", { kind: "status", status: 400, retryAfter });
  assert.equal(wrong.retryAfter, undefined);
});

Deno.test("sdkFailure() tells a connection that breaks off, before or during the reply", async () => {
  for (const name of MODELS) {
    for (const when of ["before", "during"] as const) {
      const error = await failed(name, { kind: "reset", when });
      assert.equal(error.kind, when === "before" ? "transport" : "unreadable");
      assertSentence(error, name);
      assert.match(error.message, /: the connection broke off$/, `${name} ${when}`);
    }
  }
});

Deno.test("sdkFailure() tells a reply that stops in the middle, or is a page of HTML", async () => {
  for (const name of MODELS) {
    for (const kind of ["truncated", "garbage"] as const) {
      const error = await failed(name, { kind });
      assert.equal(error.kind, "unreadable");
      assert.match(error.message, /: the reply is not JSON of the documented form$/, name);
    }
  }
});

Deno.test("sdkFailure() tells a connection that is refused, and a host that is not there", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  for (const name of MODELS) {
    const at = (url: string) => failureOf(resolveModel(name, hostWith({ env: envFor({ url }) })));
    const refused = await at(`http://127.0.0.1:${port}`);
    assert.equal(refused.kind, "transport");
    assert.match(refused.message, /: the connection was refused$/);
    const unknown = await at("http://no-such-host.invalid");
    assert.equal(unknown.kind, "transport");
    assert.match(unknown.message, /: the host cannot be found$/);
  }
});

Deno.test("sdkFailure() hands on the reason of an abort while nothing is answered", async () => {
  for (const name of MODELS) {
    const asked = Promise.withResolvers<void>();
    await using loop = startLoopback({
      fault: () => {
        asked.resolve();
        return { kind: "hang" };
      },
    });
    const stop = new AbortController();
    const reason = new Error("the user pressed Ctrl-C");
    const model = resolveModel(name, hostWith({ env: envFor(loop) }));
    const reply = model.reply(request(), stop.signal);
    reply.catch(() => {});
    await asked.promise;
    stop.abort(reason);
    await assert.rejects(reply, (error) => error === reason, name);
    await loop.idle();
  }
});

Deno.test("sdkFailure() hands on the reason of an abort before anything is sent", async () => {
  await using loop = startLoopback();
  const reason = new Error("too late");
  for (const name of MODELS) {
    const model = resolveModel(name, hostWith({ env: envFor(loop) }));
    const reply = model.reply(request(), AbortSignal.abort(reason));
    await assert.rejects(reply, (error) => error === reason, name);
  }
  assert.equal(loop.count, 0);
});
