import assert from "node:assert/strict";
import { resolveModel } from "../../lib/models/resolve.ts";
import { envFor, hostWith, serving } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { failureOf } from "./requests.ts";

const MODELS = ["gpt-4o", "claude-haiku-4-5"] as const;
const SECRET = "sk-test-SECRET0123456789abcdef";

/** The sentence for an error with that body, to somebody with that key. */
async function sentence(
  name: string,
  { status, body, key = SECRET, type = "application/json" }: {
    readonly status: number;
    readonly body: string;
    readonly key?: string;
    readonly type?: string;
  },
): Promise<string> {
  await using server = serving(() =>
    new Response(body, { status, headers: { "content-type": type } })
  );
  const host = hostWith({ env: envFor(server, key) });
  return (await failureOf(resolveModel(name, host))).message;
}

Deno.test("sdkFailure() never repeats a key that the provider repeats", async () => {
  const words = [
    `Incorrect API key provided: ${SECRET}.`,
    "Incorrect API key provided: sk-test***********************cdef.",
    "The key sk-ant-api03-AbCdEf_0123456789-xyz was revoked",
    "Bad header: Authorization: Bearer abc.def.ghi",
    "AIzaSyA1234567890abcdefghij is not valid",
  ];
  for (const name of MODELS) {
    for (const message of words) {
      for (const error of [{ message }, message]) {
        const said = await sentence(name, { status: 401, body: JSON.stringify({ error }) });
        assert.ok(said.includes("[key]"), said);
        assert.ok(!/SECRET|cdef|api03|abc\.def|AIza/.test(said), said);
      }
    }
  }
});

Deno.test("sdkFailure() never repeats the key that was used, whatever it looks like", async () => {
  const key = "0f9e8d7c6b5a";
  for (const name of MODELS) {
    for (const form of [key, btoa(`:${key}`).slice(2), encodeURIComponent(key)]) {
      const body = JSON.stringify({ error: { message: `unknown key ${form}, try another` } });
      const said = await sentence(name, { status: 403, body, key });
      assert.match(said, /: 403 unknown key \[key\]\S{0,4}, try another$/);
    }
  }
});

Deno.test("sdkFailure() leaves ordinary words alone", async () => {
  const message = "Skipping the task: risk-averse keyboards and pk values were sketched";
  const said = await sentence("gpt-4o", {
    status: 400,
    body: JSON.stringify({ error: { message } }),
  });
  assert.ok(said.endsWith(`: 400 ${message}`), said);
});

Deno.test("sdkFailure() says in one short line what a page of HTML says", async () => {
  const page = "<!DOCTYPE html>\n<html><head><title>502</title></head>\n<body>" +
    "<h1>Bad   Gateway</h1>\n<p>nginx</p></body></html>";
  for (const name of MODELS) {
    const said = await sentence(name, { status: 502, body: page, type: "text/html" });
    assert.ok(said.endsWith(": 502 502 Bad Gateway nginx"), said);
  }
});

Deno.test("sdkFailure() is short however long the error is", async () => {
  const body = `<p>${"all work and no play ".repeat(200_000)}`;
  for (const name of MODELS) {
    const said = await sentence(name, { status: 500, body, type: "text/html" });
    assert.ok(said.length < 400 && said.endsWith("…"), said);
  }
});

Deno.test("sdkFailure() makes do with errors of other forms, and with none", async () => {
  const bodies = [
    ['{"detail":"model is loading"}', "model is loading"],
    ['{"error":"model is loading"}', "model is loading"],
    ['{"message":"model is loading"}', "model is loading"],
    ["model is loading", "model is loading"],
    ['{"error":{"code":7}}', "7"],
    ["", "503"],
    ["null", "503"],
  ] as const;
  for (const name of MODELS) {
    for (const [body, words] of bodies) {
      const said = await sentence(name, { status: 503, body });
      assert.match(said, /^Cannot get an answer from \S+ \(\w+\): 503\b/);
      assert.ok(said.includes(words), `${body}: ${said}`);
      assert.ok(!/undefined|\[object|\n/.test(said), said);
    }
  }
});

Deno.test("sdkFailure() does not show the key that the faithful service does not know", async () => {
  await using loop = startLoopback();
  for (const name of MODELS) {
    const error = await failureOf(resolveModel(name, hostWith({ env: envFor(loop, SECRET) })));
    assert.deepEqual([error.kind, error.status], ["auth", 401]);
    assert.ok(!/SECRET|sk-t|cdef/.test(error.message), error.message);
  }
});
