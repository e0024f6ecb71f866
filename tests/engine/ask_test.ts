import assert from "node:assert/strict";
import { ask } from "../../lib/engine/ask.ts";
import { number } from "../../lib/instruments/number.ts";
import { scale } from "../../lib/instruments/scale.ts";
import { text } from "../../lib/instruments/text.ts";
import { type Answer } from "../loopback/request.ts";
import { asking, type Desk, desk, TIER } from "./desk.ts";

/** A service that says these things, one after the other. */
function saying(...answers: readonly Answer[]) {
  const left = [...answers];
  return { answer: () => left.shift() ?? "nothing more to say" };
}

/** The turns of a request beyond the system prompt. */
function turns(at: Desk, place: number): { readonly role: string; readonly content: string }[] {
  const { messages } = Object(at.loop.requests[place]?.body);
  return messages.filter((turn: { readonly role: string }) => turn.role !== "system");
}

Deno.test("ask() reads an answer in one call", async () => {
  await using at = await desk(saying({ data: { answer: "pro" } }));
  const asked = await ask(asking(at.model("gpt-4o-mini"), TIER), at.calls);
  assert.deepEqual(asked, {
    status: "ok",
    answer: "pro",
    text: '{"answer":"pro"}',
    error: null,
    tokensIn: asked.tokensIn,
    tokensOut: 4,
    cost: (asked.tokensIn * 0.15 + 4 * 0.6) / 1e6,
    isRecalled: false,
  });
  assert.equal(at.loop.count, 1);
  assert.deepEqual(turns(at, 0), [{
    role: "user",
    content: "Which tier would you buy?\n\n- free\n- pro\n- team\n\n" +
      "Answer with exactly one of these options.",
  }]);
});

Deno.test("ask() has a reply in words corrected: two calls, the second with three turns", async () => {
  for (const name of ["gpt-4o-mini", "haiku"]) {
    await using at = await desk(saying("I would take pro.", { data: { answer: "pro" } }));
    const asked = await ask(asking(at.model(name), TIER), at.calls);
    assert.deepEqual([asked.status, asked.answer, asked.error], ["ok", "pro", null]);
    assert.equal(at.loop.count, 2);
    const [question, said, correction] = turns(at, 1);
    assert.deepEqual(question, turns(at, 0)[0]);
    assert.deepEqual(said, { role: "assistant", content: "I would take pro." });
    assert.deepEqual(correction, {
      role: "user",
      content: "That answer cannot be used: the reply is not a JSON object. " +
        "Answer the question again, only in the form that was asked for.",
    });
    assert.equal(turns(at, 1).length, 3);
  }
});

Deno.test("ask() has a value outside the list or of the wrong type corrected", async () => {
  const wrong = [
    [TIER, { answer: "gold" }, { answer: "team" }, "team"],
    [TIER, { tier: "pro" }, { answer: "pro" }, "pro"],
    [TIER, { answer: ["pro"] }, { answer: "pro" }, "pro"],
    [scale("How much?", 1, 5), { answer: "four" }, { answer: 4 }, 4],
    [scale("How much?", 1, 5), { answer: 9 }, { answer: 5 }, 5],
    [scale("How much?", 1, 5), { answer: 2.5 }, { answer: 2 }, 2],
    [number("How much?", { max: 10 }), { answer: 11 }, { answer: 10 }, 10],
  ] as const;
  for (const [question, bad, good, answer] of wrong) {
    await using at = await desk(saying({ data: bad }, { data: good }));
    const asked = await ask(asking(at.model("gpt-4o"), question), at.calls);
    assert.deepEqual([asked.status, asked.answer, at.loop.count], ["ok", answer, 2]);
    assert.match(turns(at, 1)[2]?.content ?? "", /^That answer cannot be used: \$\.\w/);
  }
});

Deno.test("ask() gives up after two calls, keeps what was said and counts what both cost", async () => {
  await using at = await desk(
    saying({ data: { answer: "gold" } }, { data: { answer: "platinum" } }),
  );
  const asked = await ask(asking(at.model("gpt-4o-mini"), TIER), at.calls);
  assert.equal(at.loop.count, 2);
  assert.deepEqual([asked.status, asked.answer, asked.text], [
    ...["unparsable", null, '{"answer":"platinum"}'],
  ]);
  assert.match(asked.error ?? "", /^\$\.answer must be one of "?free/);
  at.journal.flush();
  const [totals] = at.journal.totals();
  assert.deepEqual([totals?.calls, totals?.input, totals?.output], [
    2,
    asked.tokensIn,
    asked.tokensOut,
  ]);
  // 17 and 21 characters.
  assert.equal(asked.tokensOut, 5 + 6);
  assert.ok(Math.abs((asked.cost ?? 0) - (asked.tokensIn * 0.15 + 11 * 0.6) / 1e6) < 1e-12);
});

Deno.test("ask() takes the provider's word for a refusal", async () => {
  for (const name of ["gpt-4o", "haiku"]) {
    for (const question of [TIER, text("Why?")]) {
      await using at = await desk(saying({ refusal: "It is against the rules." }));
      const asked = await ask(asking(at.model(name), question), at.calls);
      assert.deepEqual([asked.status, asked.answer, asked.error, at.loop.count], [
        ...["refused", null, "the model declined to answer", 1],
      ]);
    }
  }
});

Deno.test("ask() knows a refusal in words, to open questions and to others", async () => {
  const words = "I'm sorry, but I can't help with that.";
  for (const question of [TIER, text("Why?")]) {
    await using at = await desk(saying(words));
    const asked = await ask(asking(at.model("gpt-4o"), question), at.calls);
    assert.deepEqual([asked.status, asked.answer, asked.text, at.loop.count], [
      ...["refused", null, words, 1],
    ]);
  }
});

Deno.test("ask() takes a refusal in the correction for one", async () => {
  await using at = await desk(saying("Hm.", "I cannot answer that question."));
  const asked = await ask(asking(at.model("haiku"), TIER), at.calls);
  assert.deepEqual([asked.status, at.loop.count], ["refused", 2]);
});

Deno.test("ask() does not use a reply that was cut, and asks again", async () => {
  await using at = await desk(saying({ truncated: "I would take" }, "The free one."));
  const asked = await ask(asking(at.model("haiku"), text("Which?")), at.calls);
  assert.deepEqual([asked.status, asked.answer], ["ok", "The free one."]);
  assert.match(turns(at, 1)[2]?.content ?? "", /: the reply was cut at its token limit\. Answer/);
  await using twice = await desk(saying({ truncated: "I" }, { truncated: "I would" }));
  const cut = await ask(asking(twice.model("gpt-4o"), text("Which?")), twice.calls);
  assert.deepEqual([cut.status, cut.answer, cut.text, cut.error], [
    ...["unparsable", null, "I would", "the reply was cut at its token limit"],
  ]);
});

Deno.test("ask() reads the JSON that a model put into a fence or into prose", async () => {
  const replies = [
    '```json\n{"answer": "pro"}\n```',
    'Sure! Here is my answer:\n\n{"answer": "pro"}\n\nI hope this helps.',
    '  {"answer":"pro"}  ',
  ];
  for (const reply of replies) {
    await using at = await desk(saying(reply));
    const asked = await ask(asking(at.model("gpt-4o"), TIER), at.calls);
    assert.deepEqual([asked.answer, asked.text, at.loop.count], ["pro", reply, 1]);
  }
});

Deno.test("ask() corrects an empty reply without a turn of the model's own", async () => {
  for (const name of ["gpt-4o", "haiku"]) {
    await using at = await desk(saying("", "Because it is cheap."));
    const asked = await ask(asking(at.model(name), text("Why?")), at.calls);
    assert.deepEqual([asked.status, asked.answer], ["ok", "Because it is cheap."]);
    assert.deepEqual(turns(at, 1), [{
      role: "user",
      content: "Why?\n\nThat answer cannot be used: the reply is empty. " +
        "Answer the question again, in a few plain sentences.",
    }]);
  }
});
