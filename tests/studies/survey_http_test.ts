import assert from "node:assert/strict";
import { panel } from "../../mod.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, lasting, people } from "./fixtures.ts";

for (const [model, provider] of [["gpt-4o-mini", "openai"], ["haiku", "anthropic"]] as const) {
  Deno.test(`Survey.run() goes the whole path to ${provider} and back`, async () => {
    await using loop = startLoopback();
    const host = hostWith({ env: envFor(loop) });
    const result = await panel({ host }).personas(people(4)).models(model).seed(7).ask(checkout)
      .run();
    const rows = result.rows.toArray();
    assert.deepEqual(rows.map(({ status }) => status), Array(12).fill("ok"));
    assert.deepEqual(
      rows.map(({ persona, question }) => `${persona} ${question}`).slice(2, 5),
      ["P0 why", "P1 tier", "P1 ease"],
    );
    assert.equal(loop.count, 12);
    assert.ok(loop.requests.every((request) => request.provider === provider));
    assert.equal(result.tally("tier").n, 4);
    assert.equal(result.usage[0]?.calls, 12);
    assert.ok((result.cost ?? 0) > 0);
    assert.equal(result.notice, null);
  });
}

Deno.test("Survey.run() keeps one conversation a panelist, in plain words", async () => {
  await using loop = startLoopback({
    answer: ({ schema }) => schema === null ? "Because." : { data: { answer: answerTo(schema) } },
  });
  const host = hostWith({ env: envFor(loop) });
  await panel({ host }).personas(people(1)).models("gpt-4o-mini").ask(checkout).run();
  const body = loop.requests[2]?.body as { messages: { role: string; content: string }[] };
  assert.deepEqual(
    body.messages.map(({ role }) => role),
    ["system", "user", "assistant", "user", "assistant", "user"],
  );
  assert.deepEqual([body.messages[2]?.content, body.messages[4]?.content], ["pro", "2"]);
});

Deno.test("Survey.run() gives the same bytes at any speed and order of arrival", async () => {
  const runs = [];
  for (const concurrency of [1, 7, 50]) {
    // Answers arrive the later the earlier they were asked, as far as the concurrency allows.
    await using loop = startLoopback({ latency: (index) => (60 - index % 60) / 4 });
    const host = hostWith({ env: envFor(loop) });
    const result = await panel({ host }).personas(people(20)).models("gpt-4o-mini").seed(3)
      .limit({ concurrency }).ask(checkout).run();
    runs.push(JSON.stringify(lasting(result.rows)));
  }
  assert.equal(runs[1], runs[0]);
  assert.equal(runs[2], runs[0]);
});

Deno.test("Survey.run() makes a failed panelist a row, and goes on", async () => {
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("P1") ? { kind: "status", status: 400 } : null,
  });
  const host = hostWith({ env: envFor(loop) });
  const result = await panel({ host }).personas(people(3)).models("gpt-4o-mini").ask(checkout)
    .run();
  const statuses = (name: string) =>
    result.rows.toArray().filter(({ persona }) => persona === name).map(({ status }) => status);
  assert.deepEqual(statuses("P1"), ["failed", "failed", "failed"]);
  assert.deepEqual(statuses("P2"), ["ok", "ok", "ok"]);
  assert.equal(result.tally("tier").statuses.failed, 1);
  assert.equal(result.failures.failureRate, 1 / 3);
  assert.equal(result.failures.isInvalid, false);
});

Deno.test("Survey.run() asks an ensemble on all its models at the same time", async () => {
  const seen = new Set<string>();
  const both = Promise.withResolvers<void>();
  await using loop = startLoopback({
    // Nobody is answered before both were asked: one after the other would wait for ever.
    answer: async ({ schema, model, provider }) => {
      seen.add(provider);
      if (seen.size === 2) both.resolve();
      await both.promise;
      return schema === null ? model : { data: { answer: answerTo(schema) } };
    },
  });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(2)).models("gpt-4o-mini,haiku").ask(checkout);
  const result = await study.run();
  assert.deepEqual(result.tally("tier", { by: "model" }).labels, ["gpt-4o-mini", "haiku"]);
  assert.throws(() => result.tally("tier"), /by: "model"/);
  assert.equal(result.rows.toArray().length, 2 * 2 * 3);
});

Deno.test("Survey.run() ends at once when the key is refused, and says so once", async () => {
  await using loop = startLoopback({ keys: ["another-key"] });
  const host = hostWith({ env: envFor(loop) });
  const result = await panel({ host }).personas(people(30)).models("gpt-4o-mini")
    .limit({ concurrency: 1 }).ask(checkout).run();
  assert.equal(loop.count, 1);
  assert.equal(result.failures.isInvalid, true);
  assert.match(result.rows.toArray()[80]?.error ?? "", /401/);
});

function answerTo(schema: Readonly<Record<string, unknown>>): unknown {
  const { answer } = schema.properties as { answer: { enum: unknown[] } };
  return answer.enum[1];
}
