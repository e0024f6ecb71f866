import assert from "node:assert/strict";
import {
  baseline,
  type Host,
  instrument,
  loadInstrument,
  panel,
  Pulse,
  type Questions,
  selfSelection,
  simulated,
  Stopped,
  text,
} from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, people } from "./fixtures.ts";
import { beers, drinkers } from "./timeline_fixtures.ts";

function asking(host: Host) {
  return panel({ host }).personas(people(4)).models("gpt-4o-mini").seed(5).ask(checkout);
}

/** What is counted of a run, without what it cost. */
function counts({ state: { done, total, failed, cached } }: Pulse) {
  return { done, total, failed, cached };
}

Deno.test("Pulse counts the answers of a survey, those that failed, and what was spent", async () => {
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("P1") ? { kind: "status", status: 400 } : null,
  });
  const pulse = new Pulse();
  assert.deepEqual(counts(pulse), { done: 0, total: 0, failed: 0, cached: 0 });
  const rows = asking(hostWith({ env: envFor(loop) })).rows({ pulse });
  const first = await rows.next();
  assert.ok(!first.done && pulse.state.done >= 1 && pulse.state.total === 12);
  let end = await rows.next();
  while (!end.done) end = await rows.next();
  assert.deepEqual(counts(pulse), { done: 12, total: 12, failed: 3, cached: 0 });
  assert.ok(Number(pulse.state.spent) > 0);
  assert.equal(pulse.state.spent?.toFixed(9), end.value.cost?.toFixed(9));
});

Deno.test("Pulse tells what was there before: in the journal, and in a store of replies", async () => {
  await using place = await folder();
  await using loop = startLoopback();
  const study = asking(hostWith({ env: envFor(loop) }));
  const kept = study.journal(`${place.path}/run`);
  const stop = new AbortController();
  loop.setBehaviour({
    answer: (request) => {
      if (loop.count > 7) stop.abort(new Stopped("enough"));
      return answerByHash(request);
    },
  });
  await kept.limit({ concurrency: 1 }).run({ signal: stop.signal });
  loop.setBehaviour({ answer: answerByHash });
  const before = loop.count;
  const resumed = new Pulse();
  await kept.run({ pulse: resumed });
  const asked = loop.count - before;
  assert.deepEqual(counts(resumed), { done: 12, total: 12, failed: 0, cached: 12 - asked });
  assert.ok(asked > 0 && asked < 12, `${asked} were asked`);
  const whole = new Pulse();
  await kept.run({ pulse: whole });
  assert.equal(whole.state.cached, 12);
  const fresh = new Pulse();
  await kept.run({ pulse: fresh, fresh: true });
  assert.deepEqual(counts(fresh), { done: 12, total: 12, failed: 0, cached: 0 });

  const recording = study.responses(`${place.path}/one.responses`, "record");
  const [live, replayed] = [new Pulse(), new Pulse()];
  await recording.run({ pulse: live });
  await recording.run({ pulse: replayed });
  assert.deepEqual([live.state.cached, replayed.state.cached, replayed.state.spent], [0, 12, 0]);
});

Deno.test("Pulse tells how well shares are known, by the rule that they are followed by", async () => {
  const study = panel({ host: hostWith() }).personas(people(60)).models(simulated()).seed(5)
    .ask(checkout);
  const [precision, batches, none] = [new Pulse(), new Pulse(), new Pulse()];
  const result = await study.until({ halfWidth: 0.3 }).run({ pulse: precision });
  const widths = Object.values(result.course.convergence?.perQuestion ?? {})
    .map(({ halfWidth }) => halfWidth);
  assert.deepEqual(precision.state.convergence, {
    ...{ measure: "half-width", now: Math.max(...widths), enough: 0.3 },
  });
  const batch = await study.until({ rule: "jsd-batch", every: 20, stop: false })
    .run({ pulse: batches });
  const last = Object.values(batch.course.convergence?.perQuestion ?? {})
    .map(({ curve }) => curve.at(-1)?.jsd ?? 0);
  assert.deepEqual(batches.state.convergence, {
    ...{ measure: "jsd", now: Math.max(...last), enough: 0.02 },
  });
  await study.run({ pulse: none });
  assert.equal(none.state.convergence, null);
});

Deno.test("Pulse counts a panel that is followed by panelists and periods", async () => {
  await using place = await folder();
  await using loop = startLoopback();
  const diary = panel({ host: hostWith({ env: envFor(loop) }) }).personas(drinkers(4))
    .models("gpt-4o-mini").seed(3).expose(beers, selfSelection({ show: 3 })).over(3)
    .journal(`${place.path}/run`);
  const [live, again] = [new Pulse(), new Pulse()];
  await diary.run({ pulse: live });
  assert.equal(live.state.what, "panelist-periods");
  assert.deepEqual(counts(live), { done: 12, total: 12, failed: 0, cached: 0 });
  await diary.run({ pulse: again });
  assert.deepEqual(counts(again), { done: 12, total: 12, failed: 0, cached: 12 });
});

Deno.test("Pulse says where follow-ups are not counted, and tells no width that nobody asked for", async () => {
  const host = hostWith();
  const unit = async (questions: Questions) => {
    const pulse = new Pulse();
    await panel({ host }).personas(people(2)).models("simulated").ask(instrument("i", questions))
      .run({ pulse });
    return pulse.state.what;
  };
  const why = text("Why?");
  assert.equal(await unit({ why }), "answers");
  const more = { ...why, followUps: [{ text: "Why so?", condition: "always" }] };
  assert.equal(await unit({ why: more }), "answers without follow-ups");

  const pulse = new Pulse();
  const study = panel({ host }).personas(people(12)).models("simulated");
  await study.ask(await loadInstrument("first-panel"))
    .calibrateAgainst(await baseline("gss:HAPPY")).run({ pulse });
  assert.deepEqual([pulse.state.done > 0, pulse.state.convergence], [true, null]);
});
