import assert from "node:assert/strict";
import { natsFailure } from "../../lib/host/nats_failure.ts";

Deno.test("natsFailure() says what a failure means, and no login that stands in it", () => {
  const cases: readonly (readonly [error: unknown, why: string])[] = [
    [new Error("connection refused"), "the connection was refused"],
    [
      new Error("Authorization Violation"),
      "it does not let us in: the user, password or token is wrong or missing",
    ],
    [new Error("jetstream is not enabled"), "it runs without JetStream (nats-server -js)"],
    [new Error("x", { cause: new Error("getaddrinfo ENOTFOUND h") }), "the host cannot be found"],
    [new Error("timeout"), "it does not answer in time"],
    [new Error("something new at maya:s3cret@h"), "something new at h"],
    ["no error at all", "it failed"],
  ];
  for (const [error, why] of cases) {
    const { message } = natsFailure(error, "nats://h:4222");
    assert.equal(message, `Cannot use the NATS server at nats://h:4222: ${why}`);
  }
});
