import assert from "node:assert/strict";
import { panel } from "../../mod.ts";
import { loadState } from "../../lib/studies/run_state.ts";
import { folder, hostWith } from "../hosts.ts";
import { checkout, people } from "./fixtures.ts";

Deno.test("state.json is written after every so many panelists, and at the end (M3)", async () => {
  await using place = await folder();
  // In a time that stands still, writing takes none of it.
  const real = hostWith();
  const host = { ...real, clock: { ...real.clock, elapsed: () => 0 } };
  const rows = panel({ host }).personas(people(5)).models("simulated")
    .limit({ concurrency: 1 }).journal(place.path, { every: 2 }).ask(checkout).rows();
  const seen: number[] = [];
  for (let row = await rows.next(); !row.done; row = await rows.next()) {
    const isLast = row.value.turn === 2;
    if (isLast) seen.push((await loadState(place.path, host)).counts.completed);
  }
  assert.deepEqual(seen, [0, 2, 2, 4, 4]);
  const { counts, status } = await loadState(place.path, host);
  assert.deepEqual([counts.completed, counts.remaining, status], [5, 0, "finished"]);
});

Deno.test("a run's folder and its files are their owner's alone", async () => {
  await using place = await folder();
  const path = `${place.path}/runs/one`;
  await panel({ host: hostWith() }).personas(people(2)).models("simulated").journal(path)
    .ask(checkout).run();
  const mode = async (name: string) => ((await Deno.stat(name)).mode ?? 0) & 0o777;
  assert.equal(await mode(path), 0o700);
  for await (const { name } of Deno.readDir(path)) {
    assert.equal(await mode(`${path}/${name}`), 0o600, name);
  }
});

Deno.test("a run whose folder is taken away ends with a sentence, and does not go on paying", async () => {
  await using place = await folder();
  const path = `${place.path}/run`;
  const real = hostWith();
  const host = { ...real, clock: { ...real.clock, elapsed: () => 0 } };
  const rows = panel({ host }).personas(people(9)).models("simulated")
    .limit({ concurrency: 1 }).journal(path, { every: 1 }).ask(checkout).rows();
  await rows.next();
  await Deno.remove(path, { recursive: true });
  await assert.rejects(async () => {
    for (let row = await rows.next(); !row.done;) row = await rows.next();
  }, /^Error: Cannot write ".*state\.json": there is no such file$/);
});

Deno.test("Study.journal() begins anew where that is said, and is refused a cadence of none", async () => {
  await using place = await folder();
  const study = panel({ host: hostWith() }).personas(people(2)).models("simulated").ask(checkout);
  const first = await study.journal(place.path).run();
  const second = await study.seed(3).journal(place.path, { fresh: true }).run();
  assert.notEqual(first.run, second.run);
  assert.equal(second.usage[0]?.calls, 6);
  assert.throws(() => study.journal(place.path, { every: 0 }), RangeError);
});

Deno.test("a run is not kept in place of a state.json that is none of a run", async () => {
  await using place = await folder();
  const path = `${place.path}/state.json`;
  await Deno.writeTextFile(path, '{"theirs": true}');
  const study = panel({ host: hostWith() }).personas(people(2)).models("simulated");
  for (const fresh of [false, true]) {
    const survey = study.journal(place.path, { fresh }).ask(checkout);
    await assert.rejects(survey.run(), /^TypeError: Cannot keep a run in ".*": .*state\.json/);
  }
  assert.equal(await Deno.readTextFile(path), '{"theirs": true}');
});
