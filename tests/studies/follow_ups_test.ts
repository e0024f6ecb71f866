import assert from "node:assert/strict";
import { ModelError, panel, parseInstrument, Raw } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { people } from "./fixtures.ts";
import { purposes, recorded } from "./speaker.ts";

const K4 = parseInstrument({
  questions: [
    { key: "q1", text: "First?" },
    {
      key: "q2",
      text: "Second?",
      follow_ups: [
        "F1?",
        { text: "F2?", condition: "response_contains: zzz" },
        { text: "F3?", condition: "Response_Contains: ANSWER" },
        { text: "F4?", condition: "never" },
      ],
    },
    { key: "q3", text: "Third?" },
  ],
});

Deno.test("K4: follow-ups are put or skipped in order, and stay in the conversation", async () => {
  const { model, requests } = recorded(({ question }) => `Answer from ${question.key}`);
  const result = await panel({ host: hostWith() }).personas(people(1)).models(model).ask(K4).run();
  assert.deepEqual(
    result.rows.toArray().map(({ question, status, turn }) => [question, status, turn]),
    [
      ["q1", "ok", 0],
      ["q2", "ok", 1],
      ["q2/1", "ok", 2],
      ["q2/2", "skipped", 3],
      ["q2/3", "ok", 4],
      ["q2/4", "skipped", 5],
      ["q3", "ok", 6],
    ],
  );
  const skipped = result.rows.toArray()[3];
  assert.equal(skipped?.error, 'it is asked only when the answer contains "zzz"');
  assert.deepEqual([skipped?.cost, skipped?.tokensIn, skipped?.answer], [0, 0, null]);
  assert.deepEqual(requests.at(-1)?.messages.map(({ content }) => content), [
    ...["First?", "Answer from q1", "Second?", "Answer from q2", "F1?", "Answer from q2/1"],
    ...["F3?", "Answer from q2/3", "Third?"],
  ]);
  assert.equal(result.failures.skippedFollowUps, 2);
  assert.equal(result.failures.totalPairs, 3);
});

for (const name of ["gpt-4o-mini", "haiku"]) {
  Deno.test(`K4: the conversation reaches ${name} in plain words over HTTP`, async () => {
    await using loop = startLoopback({
      answer: ({ schema }) => schema === null ? "Answer." : { data: { answer: "pro" } },
    });
    const bounded = parseInstrument({
      questions: [{
        key: "tier",
        text: "Tier?",
        response_schema: { type: "enum", options: ["free", "pro"] },
        follow_ups: [{ text: "Why pro?", condition: "response_contains: PRO" }],
      }, { key: "last", text: "Last?" }],
    });
    await panel({ host: hostWith({ env: envFor(loop) }) }).personas(people(1)).models(name)
      .ask(bounded).run();
    const body = Object(loop.requests.at(-1)?.body);
    const said = (body.messages as { role: string; content: unknown }[])
      .filter(({ role }) => role === "assistant");
    assert.deepEqual(said.map(({ content }) => content), ["pro", "Answer."]);
    assert.equal(loop.count, 3);
  });
}

Deno.test("K1: a structured answer is looked through as JSON", async () => {
  const shaped = parseInstrument({
    questions: [{
      key: "q",
      text: "Q?",
      response_schema: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
      follow_ups: [{ text: "More?", condition: "response_contains: b" }],
    }],
  });
  const { model } = recorded({ q: { a: "B" }, "q/1": "Yes." });
  const result = await panel({ host: hostWith() }).personas(people(1)).models(model).ask(shaped)
    .run();
  assert.deepEqual(result.rows.toArray().map(({ status }) => status), ["ok", "ok"]);
});

const FEELINGS = parseInstrument({
  questions: [{
    key: "q",
    text: "How was it?",
    follow_ups: [
      { text: "What was good?", condition: "response_sentiment: positive" },
      { text: "What was bad?", condition: "response_sentiment: Negative" },
    ],
  }],
});

Deno.test("response_sentiment is judged once an answer, by the panelist's own model, and paid for (ruling 16)", async () => {
  const [h, g] = ["h", "g"].map((id) =>
    recorded(({ purpose }) => purpose === "sentiment" ? { answer: "positive" } : "Great.", id)
  );
  assert.ok(h && g);
  const result = await panel({ host: hostWith() }).personas(people(2)).models([h.model, g.model])
    .ask(FEELINGS).run();
  for (const { requests } of [h, g]) {
    assert.deepEqual(purposes(requests), { answer: 4, sentiment: 2 });
  }
  const [main, good, bad] = result.rows.toArray();
  assert.deepEqual([main?.status, good?.status, bad?.status], ["ok", "ok", "skipped"]);
  const tokens = result.rows.toArray().reduce((sum, row) => sum + row.tokensIn, 0);
  assert.equal(tokens, result.usage.reduce((sum, { input }) => sum + input, 0));
});

Deno.test("a sentiment that cannot be told fails its follow-ups, and is tried again when the run is", async () => {
  await using at = await folder();
  let isDown = true;
  const { model, requests } = recorded(({ purpose }) => {
    if (purpose !== "sentiment") return "Great.";
    if (isDown) throw new ModelError("Cannot reach it: down", { kind: "bad" });
    return { answer: "positive" };
  });
  const study = panel({ host: hostWith() }).personas(people(1)).models(model).journal(at.path)
    .ask(FEELINGS);
  const first = await study.run();
  assert.deepEqual(first.rows.toArray().map(({ status }) => status), ["ok", "failed", "failed"]);
  assert.match(first.rows.toArray()[1]?.error ?? "", /sentiment .* not known: .*down/);
  assert.equal(first.failures.erroredPairs, 0);
  isDown = false;
  const second = await study.run();
  assert.deepEqual(second.rows.toArray().map(({ status }) => status), ["ok", "ok", "skipped"]);
  assert.equal(purposes(requests).answer, 2);
});

Deno.test("nothing follows up an answer that is missing", async () => {
  const { model, requests } = recorded(({ question }) =>
    question.key === "q2" ? new Raw("") : "Fine."
  );
  const result = await panel({ host: hostWith() }).personas(people(1)).models(model).ask(K4).run();
  const after = result.rows.toArray().filter(({ question }) => question.startsWith("q2/"));
  assert.deepEqual(after.map(({ status }) => status), Array(4).fill("skipped"));
  assert.deepEqual(
    new Set(after.map(({ error }) => error)),
    new Set([
      "the question before it has no answer",
    ]),
  );
  assert.ok(!JSON.stringify(requests.at(-1)?.messages).includes("Second?"));
});
