import assert from "node:assert/strict";
import { panel } from "../../mod.ts";
import { envFor, hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, lasting, people } from "./fixtures.ts";

Deno.test("Study.journal() goes on after an interruption, asks nothing twice, and ends the same", async () => {
  const whole = await Deno.makeTempDir();
  const parts = await Deno.makeTempDir();
  await using loop = startLoopback();
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(12)).models("gpt-4o-mini").seed(5)
    .limit({ concurrency: 3 }).ask(checkout);
  const uninterrupted = await study.journal(whole).run();
  assert.equal(loop.count, 36);

  loop.clear();
  const held = Promise.withResolvers<void>();
  const stuck = Promise.withResolvers<void>();
  loop.setBehaviour({
    answer: async (request) => {
      if (loop.count > 20) {
        stuck.resolve();
        await held.promise;
      }
      return answerByHash(request);
    },
  });
  const stop = new AbortController();
  const rows = study.journal(parts).rows({ signal: stop.signal });
  for (let seen = 0; seen < 7; seen++) await rows.next();
  await stuck.promise;
  stop.abort();
  held.resolve();
  let end = await rows.next();
  while (!end.done) end = await rows.next();
  loop.setBehaviour({ answer: answerByHash });
  assert.equal(end.value.isCutOff, true);
  assert.equal(end.value.failures.isInvalid, true);
  await loop.idle();
  const before = loop.count;
  assert.ok(before < 36, `${before} of 36 had been asked`);

  const resumed = await study.journal(parts).run();
  assert.equal(JSON.stringify(lasting(resumed.rows)), JSON.stringify(lasting(uninterrupted.rows)));
  assert.equal(resumed.run, end.value.run);
  // What was in flight at the stop may be asked again; nothing else is.
  assert.ok(loop.count <= 36 + 3, `${loop.count} calls for 36 answers`);
  assert.equal(resumed.usage[0]?.calls, 36);

  loop.clear();
  const again = await study.journal(parts).run();
  assert.equal(loop.count, 0);
  assert.equal(JSON.stringify(lasting(again.rows)), JSON.stringify(lasting(uninterrupted.rows)));
});

Deno.test("Study.journal() tries failed answers again, and only those", async () => {
  const folder = await Deno.makeTempDir();
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("P1") ? { kind: "status", status: 400 } : null,
  });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(3)).models("gpt-4o-mini").journal(folder).ask(
    checkout,
  );
  assert.equal((await study.run()).failures.erroredPairs, 3);
  loop.clear();
  loop.setBehaviour({ fault: null });
  const mended = await study.run();
  assert.equal(mended.failures.erroredPairs, 0);
  assert.equal(loop.count, 3);
});

Deno.test("Study.journal() refuses a folder that holds a run of another plan, and names what differs", async () => {
  const folder = await Deno.makeTempDir();
  const study = panel({ host: hostWith() }).personas(people(2)).models("simulated").journal(folder);
  await study.seed(1).ask(checkout).run();
  await assert.rejects(study.seed(2).ask(checkout).run(), /another plan \(.*\)\n {2}seed: 1 → 2$/);
  await assert.rejects(
    study.seed(1).personas(people(3)).ask(checkout).run(),
    /another plan \(.*\)\n {2}personas "P2": not set → \{"name":"P2"/,
  );
  // How fast a study goes is no part of its plan.
  await study.seed(1).limit({ concurrency: 2 }).ask(checkout).run();
});

Deno.test("Study.journal() lets one run write in a folder at a time", async () => {
  const folder = await Deno.makeTempDir();
  await using loop = startLoopback();
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(3)).models("gpt-4o-mini").seed(5)
    .limit({ concurrency: 1 }).journal(folder).ask(checkout);
  const rows = study.rows();
  await rows.next();
  await assert.rejects(study.run(), {
    name: "TypeError",
    message: `Cannot write the run in "${folder}": another run is writing there`,
  });
  await rows.return(undefined as never);
  assert.equal((await study.run()).failures.answered, 9);
  await Deno.remove(folder, { recursive: true });
});
