import assert from "node:assert/strict";
import { type Row, type SurveyResult } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { lasting } from "./fixtures.ts";
import { askingEverything, WAYS } from "./everything.ts";
import { respond } from "./speaker.ts";

/** Runs to the end, or until so many requests came: then nothing is answered any more, and it is cut off. */
async function upTo(
  requests: number,
  loop: ReturnType<typeof startLoopback>,
  rows: (signal: AbortSignal) => AsyncGenerator<Row, SurveyResult<never>>,
): Promise<SurveyResult<never>> {
  const stop = new AbortController();
  const held = Promise.withResolvers<string>();
  const seen = loop.count;
  loop.setBehaviour({
    answer: (request) => {
      if (loop.count - seen <= requests) return respond(request);
      stop.abort();
      return held.promise;
    },
  });
  const walk = rows(stop.signal);
  for (;;) {
    const next = await walk.next();
    if (!next.done) continue;
    held.resolve("too late");
    await loop.idle();
    return next.value;
  }
}

for (const [what, models, way] of WAYS) {
  Deno.test(`a run of everything with ${what} on ${models} goes on wherever it was cut off (rule 4)`, async () => {
    await using loop = startLoopback({ answer: respond });
    const host = hostWith({ env: envFor(loop) });
    const study = way(askingEverything(host, models, 2)).limit({ concurrency: 3 });
    const whole = await study.run();
    const calls = whole.usage.reduce((sum, one) => sum + one.calls, 0);
    // In the middle of variants, of the first round, of its synthesis, of the second round, of the end.
    for (const share of [0, 0.1, 0.35, 0.6, 0.8, 0.95]) {
      await using at = await folder();
      loop.clear();
      const parts = study.journal(at.path);
      const cut = await upTo(Math.floor(share * calls), loop, (signal) => parts.rows({ signal }));
      assert.deepEqual([cut.isCutOff, cut.failures.isInvalid], [true, true]);
      assert.equal(cut.synthesis, null);
      // What finished before the end is there, as it is in the end.
      const all = lasting(whole.rows).map((row) => JSON.stringify(row));
      assert.ok(lasting(cut.rows).every((row) => all.includes(JSON.stringify(row))));
      const kept = cut.usage.reduce((sum, one) => sum + one.calls, 0);
      loop.clear();
      loop.setBehaviour({ answer: respond });
      const resumed = await parts.run();
      // The journal holds every call once: a reply that it had was not asked for again.
      assert.equal(resumed.usage.reduce((sum, one) => sum + one.calls, 0), calls);
      // What was in flight beside the held request may reach the service only now.
      const asked = loop.count - (calls - kept);
      assert.ok(asked >= 0 && asked <= 2, `${asked} too many`);
      assert.deepEqual(lasting(resumed.rows), lasting(whole.rows));
      assert.deepEqual(findingsOf(resumed), findingsOf(whole));
      assert.deepEqual(
        resumed.panelists.map(({ persona }) => persona),
        whole.panelists.map(({ persona }) => persona),
      );
      assert.equal(resumed.run, cut.run);
      await loop.idle();
      loop.clear();
      const again = await parts.run();
      assert.deepEqual([loop.count, lasting(again.rows)], [0, lasting(whole.rows)]);
    }
  });
}

/** What was found, without what caches may change of its cost. */
function findingsOf({ synthesis, course }: SurveyResult<never>) {
  return [synthesis, ...course.rounds.values()].map((one) => one?.status === "ok" && one.findings);
}

Deno.test("a run that is cut off before it begins has asked nothing, and shows what was there", async () => {
  await using at = await folder();
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const study = askingEverything(host, "haiku", 2).variants(2).journal(at.path);
  const first = await study.run();
  loop.clear();
  const cut = await study.run({ signal: AbortSignal.abort() });
  assert.deepEqual([cut.isCutOff, loop.count], [true, 0]);
  const start = lasting(first.rows).filter(({ round }) => round === "start");
  assert.deepEqual(lasting(cut.rows), start);
});

for (const [what, round] of [["a round", true], ["the run", false]] as const) {
  Deno.test(`a run that is cut off while ${what} is summed up says so, and goes on`, async () => {
    await using at = await folder();
    await using loop = startLoopback({ answer: respond });
    const host = hostWith({ env: envFor(loop) });
    const study = askingEverything(host, "haiku", 2).synthesize().journal(at.path);
    const stop = new AbortController();
    const held = Promise.withResolvers<string>();
    loop.setBehaviour({
      answer: (request) => {
        const isSynthesis = "recommendation" in Object(request.schema?.properties);
        const isWhole = request.messages.some(({ text }) => text.includes("Is it fair?"));
        if (!isSynthesis || isWhole === round) return respond(request);
        stop.abort();
        return held.promise;
      },
    });
    const cut = await study.run({ signal: stop.signal });
    held.resolve("too late");
    await loop.idle();
    assert.deepEqual([cut.isCutOff, cut.synthesis, cut.failures.isInvalid], [true, null, true]);
    assert.deepEqual(cut.path, round ? ["start"] : ["start", "pricing"]);
    loop.setBehaviour({ answer: respond });
    const whole = await study.run();
    assert.deepEqual([whole.synthesis?.status, whole.path], ["ok", ["start", "pricing"]]);
  });
}
