import assert from "node:assert/strict";
import OpenAI from "openai";
import { steadyRequests } from "../../lib/models/steady_requests.ts";

/** A client whose key is asked for whenever headers are made, and what it has sent. */
function clientWith(key: () => Promise<string>) {
  const sent: { readonly url: string; readonly head: Headers; readonly body: unknown }[] = [];
  const send: typeof fetch = (input, init) => {
    const { headers, body } = init ?? {};
    sent.push({ url: String(input), head: new Headers(headers), body: JSON.parse(String(body)) });
    return Promise.resolve(Response.json({ choices: [] }));
  };
  const baseURL = "http://127.0.0.1:1/v1";
  const client = new OpenAI({ apiKey: key, baseURL, fetch: send, maxRetries: 0, logLevel: "off" });
  const ask = (content: string, options?: OpenAI.RequestOptions) =>
    client.chat.completions.create(
      { model: "gpt-4o-mini", messages: [{ role: "user", content }] },
      options,
    );
  return { client, ask, sent };
}

Deno.test("steadyRequests() makes the head of a client's requests once, and each body anew", async () => {
  let made = 0;
  const { client, ask, sent } = clientWith(() => Promise.resolve(`key-${made += 1}`));
  steadyRequests(client);
  for (const word of ["one", "two", "three"]) await ask(word);
  assert.equal(made, 1);
  assert.deepEqual(
    sent.map(({ body }) => body),
    ["one", "two", "three"].map((content) => ({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content }],
    })),
  );
  for (const { url, head } of sent) {
    assert.equal(url, "http://127.0.0.1:1/v1/chat/completions");
    assert.deepEqual([...head], [...sent[0]?.head ?? []]);
    assert.equal(head.get("authorization"), "Bearer key-1");
    assert.equal(head.get("content-type"), "application/json");
  }
});

Deno.test("steadyRequests() makes a request anew that has headers, a query or a time of its own", async () => {
  const { client, ask, sent } = clientWith(() => Promise.resolve("key"));
  steadyRequests(client);
  await ask("plain");
  await ask("traced", { headers: { "x-trace": "7" } });
  await ask("queried", { query: { page: "2" } });
  await ask("hurried", { timeout: 5000 });
  await ask("plain again");
  assert.deepEqual(sent.map(({ head }) => head.get("x-trace")), [null, "7", null, null, null]);
  assert.deepEqual(sent.map(({ url }) => new URL(url).search), ["", "", "?page=2", "", ""]);
  assert.deepEqual(
    sent.map(({ head }) => head.get("x-stainless-timeout")),
    [null, null, null, "5", null],
  );
});

Deno.test("steadyRequests() tries again to make a head that could not be made", async () => {
  let isThere = false;
  const { client, ask, sent } = clientWith(() =>
    isThere ? Promise.resolve("key") : Promise.reject(new Error("the vault is shut"))
  );
  steadyRequests(client);
  await assert.rejects(ask("too early"), /the vault is shut/);
  isThere = true;
  await ask("now");
  assert.equal(sent.length, 1);
});
