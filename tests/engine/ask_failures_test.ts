import assert from "node:assert/strict";
import { ask } from "../../lib/engine/ask.ts";
import { choice } from "../../lib/instruments/choice.ts";
import { text } from "../../lib/instruments/text.ts";
import { type About } from "../../lib/models/model.ts";
import { scripted } from "../../lib/models/scripted.ts";
import { asking, desk, TIER } from "./desk.ts";

Deno.test("ask() turns a call that fails into an outcome, in one sentence", async () => {
  await using at = await desk({ fault: () => ({ kind: "status", status: 400 }) });
  const asked = await ask(asking(at.model("gpt-4o"), TIER), at.calls);
  assert.deepEqual(asked, {
    status: "failed",
    answer: null,
    text: null,
    error: "Cannot get an answer from gpt-4o (openai): 400 Invalid request.",
    tokensIn: 0,
    tokensOut: 0,
    cost: 0,
    isRecalled: false,
  });
});

Deno.test("ask() counts what was paid before a correction failed", async () => {
  let calls = 0;
  await using at = await desk({
    answer: () => "Hm.",
    fault: () => calls++ === 0 ? null : { kind: "status", status: 400 },
  });
  const asked = await ask(asking(at.model("gpt-4o-mini"), TIER), at.calls);
  assert.equal(asked.status, "failed");
  assert.ok(asked.tokensIn > 0 && asked.tokensOut === 1 && (asked.cost ?? 0) > 0);
});

Deno.test("ask() goes on from the journal, reply by reply", async () => {
  let calls = 0;
  const limits = { fault: () => calls++ === 1 ? { kind: "status", status: 400 } as const : null };
  const answer = ({ messages }: { readonly messages: readonly unknown[] }) =>
    messages.length === 1 ? "Hm." : { data: { answer: "pro" } };
  await using at = await desk({ ...limits, answer });
  const asked = asking(at.model("gpt-4o"), TIER);
  assert.equal((await ask(asked, at.calls)).status, "failed");
  at.loop.clear();
  // The first reply was paid for and is not asked for again.
  const resumed = await ask(asked, await at.again());
  assert.deepEqual([resumed.status, resumed.answer, at.loop.count], ["ok", "pro", 1]);
  assert.equal(resumed.isRecalled, false);
  at.loop.clear();
  assert.deepEqual(await ask(asked, await at.again()), { ...resumed, isRecalled: true });
  assert.equal(at.loop.count, 0);
});

Deno.test("ask() does not know a cost where one of the calls has no price", async () => {
  await using at = await desk({ answer: () => "Because." });
  const asked = await ask(asking(at.model("grok-3"), text("Why?")), at.calls);
  assert.deepEqual([asked.status, asked.cost], ["ok", null]);
});

Deno.test("ask() is ended by what is no failure of a call", async () => {
  await using at = await desk({ fault: () => ({ kind: "hang" }) });
  const reason = new Error("Ctrl-C");
  const asked = ask(asking(at.model("gpt-4o"), TIER), at.calls);
  at.stop.abort(reason);
  await assert.rejects(asked, (error) => error === reason);
  await at.loop.idle();
});

Deno.test("ask() sends the history, the sampling and the limits it is given", async () => {
  await using at = await desk({ answer: () => "Because." });
  const history = [
    { role: "user", content: "Do you like tea?" },
    { role: "assistant", content: "yes" },
  ] as const;
  const question = text("Why?", { maxTokens: 50 });
  const sampling = { temperature: 0.5, topP: 0.9, seed: 11 };
  const model = at.model("gpt-4o");
  await ask(asking(model, question, { history, sampling }), at.calls);
  await ask(asking(model, question, { turn: 1, sampling: { maxTokens: 9 } }), at.calls);
  const [first, second] = at.loop.requests.map(({ body }) => Object(body));
  assert.deepEqual(first.messages, [
    { role: "system", content: "You are Maya, a nurse of 34." },
    ...history,
    { role: "user", content: "Why?" },
  ]);
  assert.deepEqual([first.temperature, first.top_p, first.seed, first.max_tokens], [
    0.5,
    0.9,
    11,
    50,
  ]);
  assert.equal(second.max_tokens, 9);
  assert.ok(!("seed" in second));
});

Deno.test("ask() tells respondents inside the program what it is about", async () => {
  const seen: About[] = [];
  const model = scripted((about) => {
    seen.push(about);
    return about.purpose === "answer" ? "gold" : "b1";
  });
  const beers = [{ id: "b1", label: "Pale ale" }, { id: "b2", label: "Stout" }];
  const question = choice("Which beer?", beers, { ordered: true, order: "as_written" });
  await using at = await desk();
  const asked = await ask(asking({ name: "own", model }, question, { repeat: 2 }), at.calls);
  assert.deepEqual([asked.status, asked.answer], ["ok", "b1"]);
  const [first, second] = seen;
  assert.deepEqual([first?.purpose, second?.purpose], ["answer", "repair"]);
  assert.deepEqual(first, {
    purpose: "answer",
    panelist: "p1",
    repeat: 2,
    persona: { name: "Maya" },
    question: {
      key: "q",
      kind: "choice",
      text: "Which beer?",
      options: [{ value: "b1", label: "Pale ale" }, { value: "b2", label: "Stout" }],
      order: [0, 1],
      ordered: true,
    },
  });
});
