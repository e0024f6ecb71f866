import assert from "node:assert/strict";
import { choice, instrument, panel, Raw, scale, text } from "../../mod.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { type Answer } from "../loopback/request.ts";
import { people } from "./fixtures.ts";
import { purposes, recorded } from "./speaker.ts";

const MOOD = {
  type: "object",
  properties: {
    mood: { type: "string", enum: ["good", "bad"] },
    score: { type: "integer", minimum: 1, maximum: 5 },
  },
  required: ["mood", "score"],
};
const asked = instrument("mood", {
  how: text("How was it?"),
  ease: scale("How easy?", 1, 5),
});
const host = hostWith();

Deno.test("schema() is for open questions, in one call each (ruling 18)", async () => {
  const { model, requests } = recorded({ how: { mood: "good", score: 4 }, ease: 2 });
  const result = await panel({ host }).personas(people(3)).models(model).ask(asked).schema(MOOD)
    .run();
  assert.deepEqual(purposes(requests), { answer: 6 });
  assert.deepEqual(result.tally("how").counts, { good: 3, bad: 0 });
  assert.equal(result.tally("ease").counts["2"], 3);
  assert.deepEqual(requests[0]?.schema, MOOD);
  const bounded = instrument("b", { tier: choice("Tier?", ["a", "b"]) });
  await assert.rejects(
    panel({ host }).personas(people(1)).models(model).ask(bounded).schema(MOOD).run(),
    /Cannot use the schema: no question is open/,
  );
});

for (const name of ["gpt-4o-mini", "haiku"]) {
  /** Asks one person on the service, which says one thing after the other. */
  const answered = async (...answers: Answer[]) => {
    await using loop = startLoopback({ answer: ({ index }) => answers[index] ?? "no more" });
    const study = panel({ host: hostWith({ env: envFor(loop) }) }).personas(people(1)).models(name)
      .ask(instrument("mood", { how: text("How was it?") })).schema(MOOD);
    const result = await study.run();
    const [row] = result.rows.toArray();
    const bodies = loop.requests.map(({ body }) => Object(body));
    return { row, result, bodies, count: loop.count };
  };

  Deno.test(`P2: ${name} is asked once more after a text, with what it said before`, async () => {
    const { row, bodies, count } = await answered("It was fine.", {
      data: { mood: "good", score: 4 },
    });
    assert.equal(count, 2);
    const turns = bodies[1].messages.filter(({ role }: { role: string }) => role !== "system");
    assert.deepEqual(turns.map(({ role }: { role: string }) => role), [
      ...["user", "assistant", "user"],
    ]);
    assert.deepEqual([row?.status, row?.answer], ["ok", { mood: "good", score: 4 }]);
  });

  Deno.test(`P3/P4: ${name} is asked twice at most, never another model, and both are paid (ruling 11)`, async () => {
    const { row, result, bodies, count } = await answered("Well.", { data: { mood: "good" } });
    assert.equal(count, 2);
    assert.equal(bodies[0].model, bodies[1].model);
    assert.equal(row?.status, "unparsable");
    assert.match(row?.error ?? "", /score/);
    assert.equal(row?.text, '{"mood":"good"}');
    assert.equal(result.usage[0]?.calls, 2);
    assert.ok(Math.abs((row?.cost ?? NaN) - (result.cost ?? NaN)) < 1e-12);
    assert.equal(row?.tokensOut, result.usage[0]?.output);
    assert.ok((row?.cost ?? 0) > 0);
    assert.equal(result.tally("how").statuses.unparsable, 1);
  });

  for (
    const [what, data] of [
      ["outside the list", { mood: "great", score: 4 }],
      ["of the wrong type", { mood: "good", score: "4" }],
      ["out of range", { mood: "good", score: 9 }],
    ] as const
  ) {
    Deno.test(`P5: ${name} has a value ${what} corrected`, async () => {
      const { row, count } = await answered({ data }, { data: { mood: "bad", score: 1 } });
      assert.deepEqual([count, row?.status, row?.category], [2, "ok", "bad"]);
    });
  }

  Deno.test(`refused, unparsable and failed are three statuses with ${name}`, async () => {
    assert.equal((await answered({ refusal: "I can't help with that." })).row?.status, "refused");
    assert.equal((await answered("a", "b")).row?.status, "unparsable");
    await using loop = startLoopback({ fault: () => ({ kind: "status", status: 400 }) });
    const result = await panel({ host: hostWith({ env: envFor(loop) }) }).personas(people(1))
      .models(name).ask(asked).run();
    assert.equal(result.rows.toArray()[0]?.status, "failed");
    assert.equal(result.rows.toArray()[0]?.cost, 0);
  });
}

Deno.test("a bounded answer that is read after a correction enters the conversation as its words alone", async () => {
  const tier = instrument("tiers", {
    tier: choice("Which tier?", ["free", "pro"]),
    why: text("Why?"),
  });
  const { model, requests } = recorded(({ purpose, question }) =>
    question.key === "why" ? "So." : purpose === "repair" ? "pro" : new Raw("PRO!")
  );
  const result = await panel({ host }).personas(people(1)).models(model).ask(tier).run();
  assert.deepEqual(purposes(requests), { answer: 2, repair: 1 });
  assert.equal(result.tally("tier").counts.pro, 1);
  assert.deepEqual(requests.at(-1)?.messages.slice(1).map(({ content }) => content), [
    ...["pro", "Why?"],
  ]);
});
