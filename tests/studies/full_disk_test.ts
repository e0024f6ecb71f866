import assert from "node:assert/strict";
import { type Database, type Host, panel } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { respond } from "./speaker.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, lasting, people } from "./fixtures.ts";

/** What a disk says that is full, wherever it is written to. */
const FULL = "database or disk is full";

/** A host on whose disk nothing more can be committed after so many times; calls back when it is so. */
function withoutRoom(host: Host, commits: number, full: () => void): Host {
  let left = commits;
  return {
    ...host,
    database: async (path) => {
      const database: Database = await host.database(path);
      return {
        ...database,
        exec: (sql) => {
          if (sql === "COMMIT" && left-- <= 0) {
            full();
            throw new Error(FULL);
          }
          database.exec(sql);
        },
      };
    },
  };
}

Deno.test("a run whose disk is full ends with a sentence, asks nothing more, and goes on when there is room", async () => {
  await using at = await folder();
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const asked = (host: Host) =>
    panel({ host }).personas(people(60)).models("gpt-4o-mini").seed(3).limit({ concurrency: 4 })
      .ask(checkout);
  const whole = await asked(host).run();
  loop.clear();
  // The first panelist is behind the others: they must not wait for that one to learn of it.
  const over = Promise.withResolvers<void>();
  loop.setBehaviour({
    answer: async (request) => {
      if (request.index === 0) await over.promise;
      return respond(request);
    },
  });
  const study = (host: Host) => asked(host).journal(at.path);
  let before = NaN;
  const full = () => {
    before = loop.count;
    over.resolve();
  };
  // The first commits are those of the run's notes.
  await assert.rejects(study(withoutRoom(host, 5, full)).run(), {
    message: `Cannot write the journal "${at.path}/run.sqlite": ${FULL}`,
  });
  await loop.idle();
  assert.ok(loop.count - before <= 4, `${loop.count} after ${before}`);
  const state = JSON.parse(await Deno.readTextFile(`${at.path}/state.json`));
  assert.deepEqual([state.status, state.abort_reason], ["aborted", "broken_off"]);
  const resumed = await study(host).run();
  assert.deepEqual(lasting(resumed.rows), lasting(whole.rows));
});

Deno.test("a run whose state cannot be written ends with that sentence, and keeps what was answered", async () => {
  await using at = await folder();
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  let written = 0;
  const swapText = (path: string, text: string) => {
    written += 1;
    if (written > 3) throw new Error(`Cannot write "${path}": no space left on device`);
    host.files.swapText(path, text);
  };
  // In a time that stands still, writing takes none of it: the state is written as often as it may be.
  const clock = { ...host.clock, elapsed: () => 0 };
  const full = { ...host, clock, files: { ...host.files, swapText } };
  const study = (host: Host) =>
    panel({ host }).personas(people(20)).models("gpt-4o-mini").seed(3)
      .journal(at.path, { every: 4 }).ask(checkout);
  await assert.rejects(study(full).run(), {
    message: `Cannot write "${at.path}/state.json": no space left on device`,
  });
  await loop.idle();
  const { counts } = JSON.parse(await Deno.readTextFile(`${at.path}/state.json`));
  assert.deepEqual(counts, { total: 20, completed: 8, remaining: 12, failed_answers: 0 });
  const resumed = await study(host).run();
  assert.deepEqual([resumed.failures.answered, resumed.usage[0]?.calls], [60, 60]);
});
