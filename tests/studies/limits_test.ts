import assert from "node:assert/strict";
import { panel } from "../../mod.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { envFor, hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, people } from "./fixtures.ts";
import { recorded } from "./speaker.ts";

for (const name of ["gpt-4o-mini", "haiku"]) {
  Deno.test(`O8: two at once are never more than two in flight with ${name}`, async () => {
    await using loop = startLoopback({ latency: 5 });
    const host = hostWith({ env: envFor(loop) });
    await panel({ host }).personas(people(8)).models(name).limit({ concurrency: 2 }).ask(checkout)
      .run();
    assert.equal(loop.peakInFlight, 2);
  });
}

Deno.test("twenty are at work at once where nothing is said, over all models together (ruling 29)", async () => {
  const full = Promise.withResolvers<void>();
  await using loop = startLoopback({
    // Nobody is answered before as many as may be are waiting.
    answer: async (request) => {
      if (request.index === 19) full.resolve();
      await full.promise;
      return answerByHash(request);
    },
  });
  const host = hostWith({ env: envFor(loop) });
  await panel({ host }).personas(people(30)).models("gpt-4o-mini,haiku").ask(checkout).run();
  assert.equal(loop.peakInFlight, 20);
});

Deno.test("O7: at half a request a second calls start at 0, 2, 4 … s, whatever the models (ruling 13)", async () => {
  const host = memoryHost();
  const starts: number[] = [];
  const models = ["a", "b"].map((id) => {
    const { model } = recorded({ tier: "pro", ease: 3, why: "So." }, id);
    const reply: typeof model.reply = (request, signal) => {
      starts.push(host.clock.elapsed());
      return model.reply(request, signal);
    };
    return { ...model, reply };
  });
  await panel({ host }).personas(people(2)).models(models).limit({ rate: 0.5 }).ask(checkout).run();
  assert.deepEqual(starts, Array.from({ length: 12 }, (_, at) => 2000 * at));
});

Deno.test("O6: at five a second never more than 1 + 5 t requests are sent by time t", async () => {
  const host = memoryHost();
  const starts: number[] = [];
  const { model } = recorded({ tier: "pro", ease: 3, why: "So." });
  const reply: typeof model.reply = (request, signal) => {
    starts.push(host.clock.elapsed());
    return model.reply(request, signal);
  };
  await panel({ host }).personas(people(6)).models({ ...model, reply }).limit({ rate: 5 })
    .ask(checkout).run();
  assert.equal(starts.length, 18);
  starts.forEach((at, sent) => assert.ok(sent + 1 <= 1 + 5 * at / 1000 + 1e-9, `${sent} at ${at}`));
});

Deno.test("O4: a Retry-After of an hour is a wait of 60 s, and the answer comes", async () => {
  let limited = 0;
  await using loop = startLoopback({
    fault: () =>
      limited++ === 0 ? { kind: "status", status: 429, retryAfter: { ms: 3_600_000 } } : null,
  });
  const host = memoryHost({ env: envFor(loop), fetch });
  const result = await panel({ host }).personas(people(1)).models("haiku").ask(checkout).run();
  assert.equal(result.failures.answered, 3);
  const waited = host.clock.elapsed();
  assert.ok(waited >= 60_000 && waited < 61_000, `${waited} ms`);
});

Deno.test("limits out of range are refused when they are said", () => {
  const study = panel({ host: hostWith() });
  for (const concurrency of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => study.limit({ concurrency }), RangeError);
  }
  for (const limit of [0, -1, NaN, Infinity]) {
    assert.throws(() => study.limit({ rate: limit }), RangeError);
    assert.throws(() => study.limit({ budget: limit }), RangeError);
  }
  for (const failureThreshold of [-0.1, 1.1, NaN]) {
    assert.throws(() => study.limit({ failureThreshold }), RangeError);
  }
  assert.throws(() => study.temperature(2.1), RangeError);
  assert.throws(() => study.topP(1.1), RangeError);
  assert.throws(() => study.maxTokens(0), RangeError);
});

Deno.test("sampling reaches the model, and a persona's own wins (ruling 27)", async () => {
  const { model, requests } = recorded({ tier: "pro", ease: 3, why: "So." });
  const own = { temperature: 0, top_p: 0.5, max_tokens: 50 };
  await panel({ host: hostWith() }).personas([{ name: "A" }, { name: "B", llm_overrides: own }])
    .models(model).temperature(0.3).topP(0.9).maxTokens(200).ask(checkout).run();
  const sampled = Map.groupBy(requests, ({ about }) => String(about.persona.name));
  for (const [name, expected] of [["A", [0.3, 0.9, 200]], ["B", [0, 0.5, 50]]] as const) {
    for (const { temperature, topP, maxTokens } of sampled.get(name) ?? []) {
      assert.deepEqual([temperature, topP, maxTokens], expected);
    }
  }
  const bare = recorded({ tier: "pro", ease: 3, why: "So." });
  await panel({ host: hostWith() }).personas(people(1)).models(bare.model).ask(checkout).run();
  assert.deepEqual(bare.requests.map(({ maxTokens }) => maxTokens), [300, 300, 1024]);
  assert.ok(bare.requests.every((one) => !("temperature" in one || "topP" in one)));
});

Deno.test("synthesize() refuses a temperature out of range at once", () => {
  assert.throws(() => panel().synthesize({ temperature: 9 }), {
    name: "RangeError",
    message: "Cannot use 9 as the temperature of the synthesis: it must be in [0, 2]",
  });
});
