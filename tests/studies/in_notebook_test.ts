import assert from "node:assert/strict";
import {
  deterministic,
  type Host,
  instrument,
  manual,
  panel,
  randomAssignment,
  scripted,
  selfSelection,
  simulated,
  yesNo,
} from "../../mod.ts";
import { type Interrupt } from "../../lib/host/host.ts";
import { type Env, envFor, folder, hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { checkout, people } from "./fixtures.ts";
import { beers, drinkers, tasting } from "./timeline_fixtures.ts";

const trial = instrument("trial", { tries: yesNo("Would you try it?") });

/** This machine as a notebook: what is shown is kept, and Stop is pressed by the test. */
function notebookHost(env: Env) {
  const shown: string[] = [];
  const listeners = new Set<(signal: Interrupt) => void>();
  const ended: number[] = [];
  const here = hostWith({ env });
  const { clock } = here;
  const host: Host = {
    ...here,
    // Nobody waits long for answers in flight.
    clock: { ...clock, sleep: (time, signal) => clock.sleep(Math.min(time, 100), signal) },
    notebook: {
      show: (_, { "text/plain": text = "" }) => {
        shown.push(text);
        return Promise.resolve();
      },
    },
    onInterrupt: (callback) => {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    exit: (code) => void ended.push(code),
  };
  const press = (signal: Interrupt = "SIGINT") => listeners.forEach((listener) => listener(signal));
  return { host, shown, listeners, ended, press };
}

/** A notebook whose runs are kept in a folder of the test, and whose models are the service. */
async function openNotebook(loop: Pick<Loopback, "url">) {
  const place = await folder();
  const page = notebookHost({ ...envFor(loop), QUORUM_RUNS: `${place.path}/kept` });
  const study = panel({ host: page.host }).personas(people(6)).models("gpt-4o-mini").seed(5)
    .limit({ concurrency: 2 }).ask(checkout);
  const runs = async () => {
    const entries = await Array.fromAsync(Deno.readDir(`${place.path}/kept`)).catch(() => []);
    return entries.map(({ name }) => name).toSorted();
  };
  const dispose = () => place[Symbol.asyncDispose]();
  return { ...page, study, runs, path: place.path, [Symbol.asyncDispose]: dispose };
}

Deno.test("Survey.run() keeps a run by its plan in a notebook, and goes on or is there", async () => {
  await using loop = startLoopback();
  await using page = await openNotebook(loop);
  const { study, runs, shown } = page;
  const result = await study.run();
  assert.deepEqual(await runs(), [result.fingerprint.slice(0, 12)]);
  const again = await study.run();
  assert.deepEqual([again.run, loop.count], [result.run, 18]);
  assert.match(shown.join("\n"), /nobody was asked: it is all in .*\/kept\/[0-9a-f]{12}; run/);
  await study.seed(6).run();
  assert.deepEqual([(await runs()).length, loop.count], [2, 36]);
  const fresh = await study.run({ fresh: true });
  assert.deepEqual([(await runs()).length, loop.count], [2, 54]);
  assert.notEqual(fresh.run, result.run);
});

Deno.test("Survey.run() keeps no run by itself outside a notebook, and where it is said in no other place", async () => {
  await using loop = startLoopback();
  await using page = await openNotebook(loop);
  const { notebook: _, ...elsewhere } = page.host;
  await panel({ host: elsewhere }).personas(people(2)).models("gpt-4o-mini").ask(checkout).run();
  await page.study.run({ keep: false });
  await page.study.journal(`${page.path}/mine`).run({ keep: false });
  await page.study.responses(`${page.path}/one.responses`, "record").run();
  assert.deepEqual(await page.runs(), []);
  assert.ok((await Deno.stat(`${page.path}/mine/run.sqlite`)).isFile);
});

Deno.test("Survey.run() takes no run for another where a function has its say, which no plan can tell", async () => {
  await using loop = startLoopback();
  await using page = await openNotebook(loop);
  const { host, runs } = page;
  const asked = panel({ host }).personas(people(2));
  const happy = (answer: string) => asked.models(scripted(() => answer)).ask(trial).run();
  assert.equal((await happy("yes")).tally("tries").counts.yes, 2);
  assert.equal((await happy("no")).tally("tries").counts.no, 2);
  const followed = asked.models(simulated()).seed(1);
  await followed.expose(beers, manual((_, t) => [beers[t]?.id ?? ""])).over(2).run();
  const { isDescribed: _, ...own } = deterministic(tasting);
  await followed.expose(beers, randomAssignment()).outcome(own).run();
  assert.deepEqual(await runs(), []);
  // What says all that it does is kept.
  await asked.models(scripted({ tries: "yes" })).ask(trial).run();
  await followed.expose(beers, randomAssignment()).outcome(deterministic(tasting)).run();
  await followed.expose(beers, manual([])).run();
  assert.equal((await runs()).length, 3);
});

Deno.test("Survey.run() ends at Stop with what had finished, and the next run goes on", async () => {
  await using loop = startLoopback();
  await using page = await openNotebook(loop);
  const { study, shown, listeners, press } = page;
  const held = Promise.withResolvers<void>();
  loop.setBehaviour({
    answer: async (request) => {
      // Once six are through Stop is pressed; those in flight may still arrive.
      if (loop.count === 7) press();
      if (loop.count >= 7) await held.promise;
      return answerByHash(request);
    },
  });
  const partial = await study.run();
  const answered = partial.rows.toArray().length;
  assert.deepEqual([partial.isCutOff, partial.abortReason], [true, "signal:SIGINT"]);
  assert.equal(listeners.size, 0);
  assert.match(shown.at(-1) ?? "", /stopped, kept in .*: run the cell again to go on/);
  held.resolve();
  loop.setBehaviour({ answer: answerByHash });
  await loop.idle();
  const before = loop.count;
  const whole = await study.run();
  assert.equal(whole.rows.toArray().length, 18);
  assert.ok(answered > 0 && loop.count - before === 18 - answered, `${answered} had answered`);
});

Deno.test("Timeline.run() is kept, shown and stopped in a notebook as a survey is", async () => {
  await using loop = startLoopback();
  await using page = await openNotebook(loop);
  const { host, runs, shown } = page;
  const diary = panel({ host }).personas(drinkers(4)).models("gpt-4o-mini").seed(3)
    .expose(beers, selfSelection({ show: 3 })).over(3);
  const result = await diary.run();
  const asked = loop.count;
  assert.deepEqual(await runs(), [result.fingerprint.slice(0, 12)]);
  await diary.run();
  assert.equal(loop.count, asked);
  const [head = "", , title, ...rest] = (shown.at(-1) ?? "").split("\n");
  assert.match(head, /12 of 12 panelist-periods/);
  assert.equal(title, "What was chosen (12 answers so far)");
  assert.ok(
    rest.length > 0 && rest.every((line) => /^ {2}\S.* % +\d+$/.test(line)),
    rest.join("|"),
  );
});

Deno.test("Survey.run() listens to nobody after an error, a reader who leaves, or the system's end", async () => {
  await using loop = startLoopback();
  await using page = await openNotebook(loop);
  const { study, listeners, ended, host, press } = page;
  for await (const _ of study.rows()) break;
  assert.equal(listeners.size, 0);
  await Deno.writeTextFile(`${page.path}/file`, "");
  await assert.rejects(study.journal(`${page.path}/file`).run(), /Cannot/);
  assert.equal(listeners.size, 0);
  const rows = panel({ host }).personas(people(50)).models(simulated()).ask(checkout).rows();
  await rows.next();
  press("SIGTERM");
  let next = await rows.next();
  while (!next.done) next = await rows.next();
  assert.deepEqual([next.value.isCutOff, ended, listeners.size], [true, [143], 0]);
});

Deno.test("Survey.run() shows nothing in a notebook where QUORUM_PROGRESS is none", async () => {
  await using loop = startLoopback();
  await using place = await folder();
  const { host, shown } = notebookHost({ QUORUM_RUNS: place.path, QUORUM_PROGRESS: "none" });
  const study = panel({ host }).personas(people(2)).models(simulated()).ask(checkout);
  await study.run();
  await study.run();
  assert.deepEqual([shown, loop.count], [[], 0]);
});
