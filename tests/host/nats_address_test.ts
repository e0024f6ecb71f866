import assert from "node:assert/strict";
import { natsAddress } from "../../lib/host/nats_address.ts";

const NO_LOGIN = { user: undefined, pass: undefined, token: undefined };

Deno.test("natsAddress() reads hosts and ports, one or several, with the usual port where none is said", () => {
  const plain = { ...NO_LOGIN, isEncrypted: false };
  const cases: readonly (readonly [text: string, servers: string[]])[] = [
    ["nats://localhost", ["localhost:4222"]],
    ["nats://10.0.0.7:5000/", ["10.0.0.7:5000"]],
    [" nats://a.example,b.example:4333 ", ["a.example:4222", "b.example:4333"]],
    ["nats://a.example,nats://b.example", ["a.example:4222", "b.example:4222"]],
    ["nats://[::1]", ["[::1]:4222"]],
    ["nats://[fe80::1]:4333", ["[fe80::1]:4333"]],
  ];
  for (const [text, servers] of cases) {
    assert.deepEqual(natsAddress(text), {
      ...plain,
      servers,
      shown: `nats://${servers.join(",")}`,
    });
  }
  assert.equal(natsAddress("tls://a.example").isEncrypted, true);
  assert.equal(natsAddress("tls://a.example").shown, "tls://a.example:4222");
});

Deno.test("natsAddress() takes user, password and token out of what is shown", () => {
  const { shown, ...rest } = natsAddress("nats://maya:p%40ss:word@h.example");
  assert.equal(shown, "nats://h.example:4222");
  assert.deepEqual([rest.user, rest.pass, rest.token], ["maya", "p@ss:word", undefined]);
  const token = natsAddress("nats://s3cret@h.example");
  assert.deepEqual([token.user, token.token, token.shown], [
    undefined,
    "s3cret",
    "nats://h.example:4222",
  ]);
  assert.equal(natsAddress("nats://maya:p@ss@h").pass, "p@ss");
  assert.equal(natsAddress("nats://100%@h").token, "100%");
});

Deno.test("natsAddress() refuses what is no address, without the password", () => {
  const wrong = [
    ...[
      "",
      "h.example",
      "http://maya:s3cret@h.example",
      "nats://",
      "nats://maya:s3cret@",
      "nats://h.example:99999",
    ],
    ...[
      "nats://maya:s3cret@a b",
      "nats://h.example/path",
      "nats://h.example?x=1",
      "nats://a,,b",
      "nats://h:x",
    ],
    ...["maya:s3cret@h.example", "tls://maya:s3cret@h.example:port", "nats://::1"],
  ];
  for (const text of wrong) {
    assert.throws(() => natsAddress(text), (error) => {
      assert.ok(error instanceof TypeError, text);
      assert.match(
        error.message,
        /^Cannot use the address ".*" of a NATS server: it must be nats:\/\/HOST:PORT or tls:\/\/HOST:PORT$/,
      );
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    }, text);
  }
});
