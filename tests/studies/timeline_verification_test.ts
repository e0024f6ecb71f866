import assert from "node:assert/strict";
import { loadRun, Pulse, type Timeline } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { type Normalised } from "../loopback/request.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { diary, eventLines } from "./timeline_fixtures.ts";

function followed(loop: Loopback): Timeline {
  return diary(hostWith({ env: envFor(loop) }), "gpt-4o-mini");
}

/** A store with everything that a diary came to, and its run. */
async function recorded(loop: Loopback) {
  const place = await folder();
  const store = `${place.path}/diary.responses`;
  const run = await followed(loop).responses(store, "record").run();
  const asked = loop.count;
  loop.clear();
  return {
    store,
    run,
    asked,
    path: place.path,
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

/** Everybody finds everything better or worse than before, and chooses as before. */
function changed(request: Normalised) {
  const said = answerByHash(request);
  if (typeof said === "string" || !("data" in said)) return said;
  const text = JSON.stringify(said.data);
  return { data: JSON.parse(text.replace(/"rating":(\d)/, (_, one) => `"rating":${6 - one}`)) };
}

Deno.test("Study.responses() verifies ten periods of panelists at least where a panel is followed", async () => {
  await using loop = startLoopback();
  await using at = await recorded(loop);
  const run = `${at.path}/run`;
  const result = await followed(loop).responses(at.store, "verify").journal(run).run();
  const { verification, asked, replayed } = result.replies;
  // 6 panelists in 3 periods.
  assert.equal(verification?.conversations, 10);
  assert.equal(verification.questions.selection?.asked, 10);
  assert.deepEqual([verification.differ, verification.failed, asked], [0, 0, 0]);
  assert.deepEqual([replayed, loop.count], [at.asked, verification.asked]);
  assert.ok((verification.cost ?? 0) > 0);
  assert.deepEqual(eventLines(result), eventLines(at.run));
  assert.match(result.toString(), /of \d+ answers that were asked for again 0 differ/);
  const loaded = await loadRun(run, { followed: true, host: hostWith() });
  assert.deepEqual(loaded.replies, result.replies);
});

Deno.test("Study.responses() counts what a followed panel answers otherwise, and goes on with what was recorded", async () => {
  await using loop = startLoopback();
  await using at = await recorded(loop);
  loop.setBehaviour({ answer: changed });
  const result = await followed(loop).limit({ concurrency: 1 }).responses(at.store, "verify").run();
  const { selection, ...others } = result.replies.verification?.questions ?? {};
  assert.equal(selection?.differ, 0);
  const [outcome] = Object.values(others);
  assert.ok(outcome !== undefined && outcome.differ > 0 && outcome.differ <= outcome.asked);
  assert.deepEqual(eventLines(result), eventLines(at.run));
  assert.deepEqual([result.cost, result.requests], [at.run.cost, at.run.requests]);
  const requests = loop.requests.map(({ body }) => JSON.stringify(body)).sort();
  loop.clear();
  await followed(loop).limit({ concurrency: 8 }).responses(at.store, "verify").run();
  assert.deepEqual(loop.requests.map(({ body }) => JSON.stringify(body)).sort(), requests);
});

Deno.test("Pulse counts the recorded replies of a followed panel as cached, and only those", async () => {
  await using loop = startLoopback();
  await using at = await recorded(loop);
  const cached = async (study: Timeline) => {
    const pulse = new Pulse();
    await study.run({ pulse });
    const { cached, done } = pulse.state;
    return [cached, done];
  };
  assert.deepEqual(await cached(followed(loop).responses(at.store, "record")), [18, 18]);
  assert.deepEqual(await cached(followed(loop).responses(at.store, "replay")), [18, 18]);
  assert.deepEqual(await cached(followed(loop).over(4).responses(at.store, "record")), [18, 24]);
  const run = `${at.path}/run`;
  assert.deepEqual(await cached(followed(loop).over(4).journal(run)), [0, 24]);
  const again = followed(loop).over(4).journal(run);
  assert.deepEqual(await cached(again), [24, 24]);
  assert.deepEqual(await cached(again.responses(`${at.path}/new.responses`, "record")), [24, 24]);
});
