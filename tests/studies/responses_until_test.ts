import assert from "node:assert/strict";
import { choice, type Host, instrument, panel } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { people } from "./fixtures.ts";

const tiers = instrument("tiers", { tier: choice("Which tier?", ["free", "pro"]) });

/** A panel that is asked until its answers are enough. */
function following(host: Host, concurrency: number) {
  return panel({ host }).personas(people(200)).models("gpt-4o-mini").seed(3)
    .limit({ concurrency }).until({ rule: "jsd-batch" }).ask(tiers);
}

Deno.test("Study.responses() replays a run that ended when the answers were enough, at any speed", async () => {
  await using place = await folder();
  const path = `${place.path}/study.responses`;
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const recorded = await following(hostWith({ env: envFor(loop) }), 3).responses(path, "record")
    .run();
  const counted = recorded.rows.toArray().filter(({ afterStop }) => !afterStop);
  assert.equal(counted.length, 60);
  for (const concurrency of [1, 50]) {
    const replayed = await following(hostWith(), concurrency).responses(path, "replay").run();
    assert.equal(replayed.course.released, 60);
    // Of nobody beyond the stop a reply need be there, so nobody is gone through.
    assert.deepEqual(
      replayed.rows.toArray(),
      counted.map((row) => ({ ...row, run: replayed.run })),
    );
    assert.equal(replayed.replies.asked, 0);
  }
  const asked = loop.count;
  const verified = await following(hostWith({ env: envFor(loop) }), 50).responses(path, "verify")
    .run();
  assert.deepEqual(verified.replies.verification?.differ, 0);
  assert.equal(loop.count - asked, verified.replies.verification?.asked);
});

Deno.test("Study.responses() records what a followed run had asked before, and nobody new", async () => {
  await using place = await folder();
  const path = `${place.path}/study.responses`;
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const host = hostWith({ env: envFor(loop) });
  const study = following(host, 3).journal(`${place.path}/run`);
  const first = await study.run();
  const asked = loop.count;
  const again = await study.responses(path, "record").run();
  assert.equal(loop.count, asked);
  assert.deepEqual(again.rows.toArray(), first.rows.toArray());
  const replayed = await following(hostWith(), 50).responses(path, "replay").run();
  assert.deepEqual(replayed.tally("tier").counts, first.tally("tier").counts);
});
