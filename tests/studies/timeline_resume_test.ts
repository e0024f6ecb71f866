import assert from "node:assert/strict";
import { loadRun, panel, selfSelection, type Timeline } from "../../mod.ts";
import { envFor, folder, hostWith, type TestHost } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { beers, diary, drinkers, eventLines, tasting } from "./timeline_fixtures.ts";

const WAYS: Readonly<Record<string, (host: TestHost) => Timeline>> = {
  "one model": (host) => diary(host, "gpt-4o-mini"),
  "an ensemble": (host) => diary(host, "gpt-4o-mini,haiku"),
  "a memory": (host) => diary(host, "gpt-4o-mini").remember(2),
  "thoughts first": (host) => diary(host, "haiku").strategy("persona_cot"),
};

for (const [what, study] of Object.entries(WAYS)) {
  Deno.test(`a timeline with ${what} is the same bytes at 1, 8 and 64 at once`, async () => {
    const files = new Set<string>();
    for (const concurrency of [1, 8, 64]) {
      // Answers arrive the later the earlier they were asked.
      const latency = (index: number) => 9 - index % 10;
      await using loop = startLoopback({ latency });
      const result = await study(hostWith({ env: envFor(loop) })).limit({ concurrency }).run();
      assert.equal(result.isInvalid, false);
      files.add(await Deno.readTextFile(result.events));
    }
    assert.equal(files.size, 1);
  });

  Deno.test(`a timeline with ${what} that was stopped goes on, and asks nothing twice`, async () => {
    await using loop = startLoopback();
    await using at = await folder();
    const host = hostWith({ env: envFor(loop) });
    const whole = await study(host).run();
    const asked = loop.count;
    loop.clear();
    const parts = study(host).limit({ concurrency: 3 }).journal(at.path);
    for (const stopAt of [5, 20]) {
      const stop = new AbortController();
      loop.setBehaviour({
        answer: (request) => {
          if (loop.count >= stopAt) stop.abort();
          return answerByHash(request);
        },
      });
      const cut = await parts.run({ signal: stop.signal });
      assert.equal(cut.isCutOff, true);
      assert.match(cut.events, /events\.part\.jsonl$/);
      const lines = eventLines(cut);
      assert.deepEqual(lines, eventLines(whole).slice(0, lines.length));
      await loop.idle();
    }
    loop.setBehaviour({ answer: answerByHash });
    const resumed = await parts.run();
    assert.equal(await Deno.readTextFile(resumed.events), await Deno.readTextFile(whole.events));
    // What was in flight when the run was stopped may be asked again; nothing else is.
    assert.ok(loop.count <= asked + 2 * 3, `${loop.count} calls for ${asked} answers`);
    assert.equal(resumed.usage.reduce((sum, { calls }) => sum + calls, 0), asked);
    loop.clear();
    assert.deepEqual(eventLines(await parts.run()), eventLines(whole));
    assert.equal(loop.count, 0);
  });
}

Deno.test("Timeline.journal() tries what failed again, and only that", async () => {
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("P1") ? { kind: "status", status: 400 } : null,
  });
  await using at = await folder();
  const study = diary(hostWith({ env: envFor(loop) }), "gpt-4o-mini").journal(at.path);
  const failed = await study.run();
  assert.equal(failed.counts.withoutSelection, 3);
  loop.clear();
  loop.setBehaviour({ fault: null });
  const mended = await study.run();
  assert.equal(mended.counts.withoutSelection, 0);
  assert.ok(loop.requests.every(({ body }) => JSON.stringify(body).includes("P1")));
});

for (const [what, remember] of [["a memory", 2], ["no memory", 0]] as const) {
  Deno.test(`Timeline.journal() with ${what} comes to the same when what failed is tried again`, async () => {
    await using loop = startLoopback();
    await using at = await folder();
    const study = diary(hostWith({ env: envFor(loop) }), "gpt-4o-mini").remember(remember);
    const whole = await study.run();
    const all = loop.count;
    // The second panelist's first period fails, and the later ones know nothing of it.
    let asked = 0;
    loop.setBehaviour({
      fault: ({ system }) =>
        system.includes("P1") && asked++ === 0 ? { kind: "status", status: 400 } : null,
    });
    const failed = await study.limit({ concurrency: 1 }).journal(at.path).run();
    assert.equal(failed.counts.withoutSelection, 1);
    loop.clear();
    loop.setBehaviour({ fault: null });
    const mended = await study.journal(at.path).run();
    assert.deepEqual(eventLines(mended), eventLines(whole));
    const again = loop.requests.map(({ body }) => JSON.stringify(body));
    assert.ok(again.length < all / 2 && again.every((body) => body.includes("P1")));
    loop.clear();
    assert.deepEqual(eventLines(await study.journal(at.path).run()), eventLines(whole));
    assert.equal(loop.count, 0);
    const loaded = await loadRun(at.path, { followed: true, host: hostWith() });
    assert.deepEqual(eventLines(loaded), eventLines(whole));
  });
}

Deno.test("Timeline.journal() refuses a folder of another plan and names what differs, or goes on and marks it", async () => {
  await using at = await folder();
  const study = diary(hostWith(), "simulated").journal(at.path);
  await study.run();
  await assert.rejects(
    study.remember(1).run(),
    /another plan \(.*\)\n {2}exposure\.remember: 0 → 1$/,
  );
  const other = panel({ host: hostWith() }).personas(drinkers(6)).models("simulated").seed(11)
    .expose(beers.with(1, { id: "b2", label: "Porter" }), selfSelection({ show: 3 }))
    .rules({ max: 2 }).outcome(tasting).over(3);
  await assert.rejects(
    other.journal(at.path).run(),
    /exposure\.products\[1\].*Porter|products.*"b2"/,
  );
  const gone = await study.over(4).journal(at.path, { drift: "allow" }).run();
  const marks = gone.rows.toArray().map(({ t, traces }) => [t < 3, traces?.drift !== undefined]);
  assert.ok(marks.every(([isEarlier, isMarked]) => isEarlier === isMarked));
  const fresh = await study.over(4).journal(at.path, { fresh: true }).run();
  assert.ok(fresh.rows.toArray().every(({ traces }) => traces?.drift === undefined));
});

Deno.test("Timeline.limit() ends a run where the money is spent, and a larger budget goes on with it", async () => {
  await using loop = startLoopback();
  await using at = await folder();
  const study = diary(hostWith({ env: envFor(loop) }), "gpt-4o-mini").journal(at.path);
  const poor = await study.limit({ budget: 0.002, concurrency: 2 }).run();
  assert.ok(poor.halt !== null && poor.isInvalid);
  assert.ok((poor.cost ?? 1) <= 0.002);
  assert.match(poor.toString(), /the budget of \$0\.002.* ended the run/);
  const rich = await study.limit({ budget: 10 }).run();
  assert.equal(rich.isInvalid, false);
  assert.equal(rich.usage[0]?.calls, loop.count);
  const whole = await diary(hostWith({ env: envFor(loop) }), "gpt-4o-mini").run();
  assert.deepEqual(eventLines(rich), eventLines(whole));
});

Deno.test("Timeline.journal() replaces no events that are of no run, unless that is said", async () => {
  await using at = await folder();
  await Deno.writeTextFile(`${at.path}/events.jsonl`, "somebody's");
  const study = diary(hostWith(), "simulated");
  const refused =
    /its events\.jsonl is of no run; --force-overwrite or \{ overwrite: true \} replaces/;
  for (const fresh of [false, true]) {
    await assert.rejects(study.journal(at.path, { fresh }).run(), refused);
    assert.equal(await Deno.readTextFile(`${at.path}/events.jsonl`), "somebody's");
  }
  const result = await study.journal(at.path, { overwrite: true }).run();
  assert.equal(eventLines(result).length, result.counts.rows);
});

Deno.test("Timeline.journal() removes what a killed program has left half-written of a run, and nothing of others", async () => {
  await using at = await folder();
  const own = [
    ...["events.parquet.0a1b2c3d.tmp", "events.csv.ffffffff.tmp", "state.json.tmp"],
    ...["metadata.json.12345678.tmp", "run.sqlite.12345678.tmp"],
  ];
  const others = ["events.parquet.tmp.bak", "notes.12345678.tmp", "events.parquet.0A1B.tmp"];
  for (const name of [...own, ...others]) await Deno.writeTextFile(`${at.path}/${name}`, "half");
  await diary(hostWith(), "simulated").journal(at.path).run();
  const left = (await Array.fromAsync(Deno.readDir(at.path))).map(({ name }) => name);
  assert.deepEqual(left.filter((name) => own.includes(name)), []);
  assert.deepEqual(left.filter((name) => others.includes(name)).sort(), others.sort());
});

Deno.test("Timeline.journal() asks whoever was changed under an id of their own again where drift is allowed, and only them", async () => {
  await using loop = startLoopback();
  await using at = await folder();
  const host = hostWith({ env: envFor(loop) });
  const study = diary(host, "gpt-4o-mini");
  const before = eventLines(await study.journal(at.path).run());
  loop.clear();
  const people = drinkers(6).map((one) =>
    one.name === "P3" ? { ...one, occupation: "baker" } : one
  );
  const changed = study.personas(people).journal(at.path, { drift: "allow" });
  const result = await changed.run();
  const bodies = loop.requests.map(({ body }) => JSON.stringify(body));
  assert.ok(bodies.length > 0 && bodies.every((body) => body.includes("baker")));
  const rows = result.rows.toArray();
  assert.ok(
    rows.every(({ panelist_id, traces }) =>
      (panelist_id === "p3") === (traces?.drift === undefined)
    ),
  );
  const others = before.filter((line) => !line.includes('"panelist_id":"p3"'));
  assert.equal(rows.filter(({ panelist_id }) => panelist_id !== "p3").length, others.length);
});
