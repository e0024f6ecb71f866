import assert from "node:assert/strict";
import { type About, type Model } from "../../lib/models/model.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { Raw, scripted } from "../../lib/models/scripted.ts";
import { failureOf, question, request, SIGNAL, TIER } from "./requests.ts";

async function textOf(model: Model, asked = request({ schema: TIER })): Promise<string> {
  return (await model.reply(asked, SIGNAL)).text;
}

function about(key: string) {
  return { question: question({ key }) };
}

Deno.test("scripted() sends a plain value as a model would send it", async () => {
  const model = scripted({ tier: "pro", tags: ["a", "b"], n: 4, no: null });
  const sent = (key: string) => textOf(model, request({ schema: TIER, about: about(key) }));
  assert.equal(await sent("tier"), '{"answer":"pro"}');
  assert.equal(await sent("tags"), '{"answer":["a","b"]}');
  assert.equal(await sent("n"), '{"answer":4}');
  assert.equal(await sent("no"), '{"answer":null}');
});

Deno.test("scripted() sends an object as the whole of a structured reply", async () => {
  assert.equal(await textOf(scripted({ tier: { mood: "good" } })), '{"mood":"good"}');
});

Deno.test("scripted() sends a text to an open question as it is", async () => {
  assert.equal(await textOf(scripted({ tier: "It is cheap." }), request()), "It is cheap.");
  assert.equal(await textOf(scripted({ tier: 4 }), request()), "4");
});

Deno.test("scripted() asks a function, for one question or for all", async () => {
  const seen: About[] = [];
  const answer = (asked: About) => {
    seen.push(asked);
    return asked.purpose === "repair" ? "team" : asked.panelist;
  };
  assert.equal(await textOf(scripted({ tier: answer })), '{"answer":"p1"}');
  assert.equal(await textOf(scripted(answer)), '{"answer":"p1"}');
  const repair = request({ schema: TIER, about: { purpose: "repair" } });
  assert.equal(await textOf(scripted(answer), repair), '{"answer":"team"}');
  assert.deepEqual(seen[0], request().about);
});

Deno.test("scripted() sends Raw as it is, well-formed or not", async () => {
  const broken = 'Sure! {"answer": "pr';
  assert.equal(await textOf(scripted({ tier: new Raw(broken) })), broken);
  assert.equal(await textOf(scripted(() => new Raw(""))), "");
});

Deno.test("scripted() fails where it has no reply, and as its function says", async () => {
  const none = await failureOf(scripted({ other: 1 }));
  assert.deepEqual([none.kind, none.message], [
    "bad",
    "Cannot get an answer from scripted: it has no reply to this question",
  ]);
  // What every object inherits is no reply.
  const inherited = request({ about: about("toString") });
  assert.equal((await failureOf(scripted({ tier: "pro" }), inherited)).kind, "bad");
  const limited = new ModelError("slow down", { kind: "rate", retryAfter: 1 });
  const throwing = scripted(() => {
    throw limited;
  });
  assert.equal(await failureOf(throwing), limited);
});

Deno.test("scripted() refuses a key that the instrument does not have, before the run", () => {
  const questions = [question({ key: "tier" }), question({ key: "why" })];
  assert.throws(() => scripted({ tier: "pro", wy: "?" }).accepts?.(questions), {
    name: "TypeError",
    message: 'Cannot script "wy": the instrument has no such question',
  });
  scripted({ tier: "pro" }).accepts?.(questions);
  scripted(() => "pro").accepts?.(questions);
});

Deno.test("scripted() records its replies as plain data", () => {
  const { spec } = scripted({ a: 1, b: () => 2, c: new Raw("x") });
  assert.deepEqual(spec, {
    provider: "scripted",
    replies: { a: 1, b: "function", c: { raw: "x" } },
  });
  assert.deepEqual(scripted(() => 1).spec, { provider: "scripted", replies: "function" });
});

Deno.test("scripted() costs nothing and counts four characters to a token", async () => {
  const reply = await scripted({ tier: "12345678" }).reply(request(), SIGNAL);
  assert.deepEqual([reply.cost, reply.served, reply.ended], [0, "scripted", "complete"]);
  assert.deepEqual(reply.usage, { input: 14, output: 2, cacheWrite: 0, cacheRead: 0 });
});
