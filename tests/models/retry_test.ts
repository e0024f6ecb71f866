import assert from "node:assert/strict";
import { type FailureKind, failureKind, ModelError } from "../../lib/models/model_error.ts";
import { retryWait } from "../../lib/models/retry.ts";

function failed(kind: FailureKind, retryAfter?: number): ModelError {
  return new ModelError("no reply", { kind, retryAfter });
}

/** The waits of a call that fails again and again, with the most jitter there can be. */
function waits(error: ModelError): number[] {
  const result: number[] = [];
  for (let attempt = 1;; attempt++) {
    const wait = retryWait(error, attempt, 1 - Number.EPSILON);
    if (wait === null) return result;
    result.push(Number(wait.toFixed(6)));
  }
}

Deno.test("failureKind() is the one of the HTTP status", () => {
  const kinds = [401, 403, 429, 400, 404, 422, 402, 500, 502, 503, 504, 529, 408]
    .map((status) => `${status} ${failureKind(status)}`);
  assert.deepEqual(kinds, [
    "401 auth",
    "403 auth",
    "429 rate",
    "400 bad",
    "404 unknown model",
    "422 bad",
    "402 auth",
    "500 server",
    "502 server",
    "503 server",
    "504 server",
    "529 server",
    "408 server",
  ]);
  assert.equal(failureKind(undefined), "transport");
});

Deno.test("retryWait() lets a rate limit be tried five times more, a broken service twice", () => {
  assert.deepEqual(waits(failed("rate")), [0.2, 0.4, 0.8, 1.6, 3.2]);
  assert.deepEqual(waits(failed("server")), [0.2, 0.4]);
  assert.deepEqual(waits(failed("transport")), [0.2, 0.4]);
  assert.deepEqual(waits(failed("unreadable")), [0.2, 0.4]);
});

Deno.test("retryWait() is final for what no patience helps", () => {
  for (const kind of ["auth", "bad", "unknown model"] as const) {
    assert.deepEqual(waits(failed(kind)), []);
    assert.deepEqual(waits(failed(kind, 1)), []);
  }
});

Deno.test("retryWait() lets a model's next form be tried at once", () => {
  assert.deepEqual(waits(failed("form")), [0, 0]);
});

Deno.test("retryWait() keeps the provider's own wait, a minute at most", () => {
  assert.deepEqual(waits(failed("rate", 3)), [3, 3, 3, 3, 3]);
  assert.deepEqual(waits(failed("rate", 3600)), [60, 60, 60, 60, 60]);
  assert.deepEqual(waits(failed("rate", 0)), [0, 0, 0, 0, 0]);
  assert.deepEqual(waits(failed("server", 7)), [7, 7]);
});

Deno.test("retryWait() spreads its own waits evenly from nothing", () => {
  assert.equal(retryWait(failed("rate"), 3, 0), 0);
  assert.equal(retryWait(failed("rate"), 3, 0.5), 0.4);
});

Deno.test("failureKind() takes an account without credit for what no waiting helps", () => {
  assert.equal(failureKind(429, "insufficient_quota"), "auth");
  assert.equal(failureKind(429, "rate_limit_exceeded"), "rate");
});
