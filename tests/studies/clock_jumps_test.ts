import assert from "node:assert/strict";
import { type Host, panel } from "../../mod.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { loadState } from "../../lib/studies/run_state.ts";
import { stream } from "../../lib/random/stream.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, lasting, people } from "./fixtures.ts";
import { respond } from "./speaker.ts";

const DAY = 86_400_000;

/** A host whose clock is set to another day, before or after, each time it is looked at. */
function jumping(host: Host): Host {
  const random = stream(3);
  let looks = 0;
  const now = () => Date.UTC(2026, 6, 1) + (random.fork(looks++).integer(61) - 30) * DAY;
  return { ...host, clock: { ...host.clock, now } };
}

Deno.test("a run whose clock jumps by days answers, times and goes on as any other", async () => {
  await using at = await folder();
  await using loop = startLoopback({
    answer: respond,
    // Waits are by the clock that never jumps.
    fault: ({ index }) =>
      index % 9 === 4
        ? { kind: "status", status: 500, retryAfter: { ms: 2, as: "milliseconds" } }
        : null,
  });
  const host = hostWith({ env: envFor(loop) });
  const study = (host: Host) =>
    panel({ host }).personas(people(20)).models("gpt-4o-mini").seed(3).limit({ rate: 2000 })
      .ask(checkout);
  const whole = await study(host).run();
  const kept = study(jumping(host)).journal(at.path, { every: 3 });
  const rows = kept.rows();
  for (let seen = 0; seen < 12; seen++) await rows.next();
  await rows.return(undefined as never);
  const result = await kept.run();
  assert.deepEqual(lasting(result.rows), lasting(whole.rows));
  assert.ok(result.seconds >= 0 && result.seconds < 600, `${result.seconds}`);
  const state = await loadState(at.path, host);
  assert.equal(state.status, "finished");
  for (const time of [state.created_at, state.updated_at]) {
    assert.match(time, /^2026-0[678]-\d\dT00:00:00\.000Z$/);
  }
  const journal = await Journal.open(host, result.journal, { readOnly: true });
  assert.equal(journal.totals()[0]?.calls, 60);
  journal.close();
  const database = await host.database(result.journal, { readOnly: true });
  for (const { latency } of database.prepare("SELECT latency FROM calls").iterate()) {
    assert.ok(Number(latency) >= 0 && Number(latency) < DAY / 2, `${latency}`);
  }
  database.close();
});
