import assert from "node:assert/strict";
import {
  choice,
  type Host,
  instrument,
  loadRun,
  panel,
  scripted,
  type SurveyResult,
} from "../../mod.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { fingerprint } from "../../lib/rows/fingerprint.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { askingEverything, WAYS } from "./everything.ts";
import { checkout, people } from "./fixtures.ts";
import { respond } from "./speaker.ts";

/** A machine without keys and without a network. */
function bareHost() {
  const fetch = () => Promise.reject(new Error("nothing may be asked"));
  return { ...hostWith(), fetch };
}

/** A result as it shows itself, on the terminal, in a notebook and in a file. */
function facesOf(result: SurveyResult) {
  const notebook = Object(result)[Symbol.for("Jupyter.display")]();
  return JSON.stringify([String(result), notebook, envelope(result, denoHost())]);
}

/** The bytes of every file in a folder but the index that SQLite's readers share. */
async function bytesIn(path: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name } of Deno.readDir(path)) {
    if (name.endsWith("-shm")) continue;
    files[name] = (await Deno.readFile(`${path}/${name}`)).toBase64();
  }
  return files;
}

for (const [what, models, way] of WAYS) {
  Deno.test(`loadRun() gives a run of everything with ${what} on ${models} as it was`, async () => {
    await using loop = startLoopback({ answer: respond });
    await using at = await folder();
    const host = hostWith({ env: envFor(loop) });
    const result = await way(askingEverything(host, models)).journal(at.path).run();
    const loaded = await loadRun(at.path, { host: bareHost() });
    assert.deepEqual(loaded.rows.toArray(), result.rows.toArray());
    assert.equal(facesOf(loaded), facesOf(result));
    assert.deepEqual(loaded.synthesis, result.synthesis);
    assert.deepEqual(loaded.path, result.path);
    assert.deepEqual(
      loaded.panelists.map(({ id, persona }) => [id, persona]),
      result.panelists.map(({ id, persona }) => [id, persona]),
    );
  });
}

Deno.test("loadRun() changes nothing, and asks nothing of the machine but the journal", async () => {
  await using at = await folder();
  await panel({ host: hostWith() }).personas(people(3)).models("simulated").journal(at.path)
    .ask(checkout).run();
  const before = await bytesIn(at.path);
  const host = hostWith({ env: { QUORUM_PRICES: "/no/such/file" } });
  const loaded = await loadRun(at.path, { host });
  assert.equal(loaded.tally("tier").n, 3);
  assert.match(String(loaded), /simulated respondents/);
  assert.deepEqual(await bytesIn(at.path), before);
});

Deno.test("loadRun() reads a run that is under way, and one that was left, as far as it has come", async () => {
  await using at = await folder();
  const host = hostWith();
  const rows = panel({ host }).personas(people(4)).models("simulated").limit({ concurrency: 1 })
    .journal(at.path).ask(checkout).rows();
  const seen: unknown[] = [];
  for (let turn = 0; turn < 6; turn++) seen.push((await rows.next()).value);
  const underWay = await loadRun(at.path, { host });
  assert.deepEqual(underWay.rows.toArray().slice(0, 6), seen);
  assert.deepEqual([underWay.isCutOff, underWay.failures.isInvalid], [true, true]);
  await rows.return(undefined as never);
  const left = await loadRun(at.path, { host });
  assert.deepEqual(left.rows.toArray().slice(0, 6), seen);
  assert.equal(left.isCutOff, true);
});

Deno.test("loadRun() gives a run that ended before its time as it ended", async () => {
  await using loop = startLoopback({ answer: respond });
  await using at = await folder();
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(6)).models("haiku").ask(checkout).synthesize();
  const stop = new AbortController();
  const ways = {
    stopped: () => {
      stop.abort();
      return study.journal(at.path).run({ signal: stop.signal });
    },
    spent: () => study.limit({ budget: 0.004, concurrency: 1 }).journal(at.path).run(),
    tolerant: () => {
      loop.setBehaviour({
        fault: ({ system }) => /P[0-3]/.test(system) ? { kind: "status", status: 400 } : null,
      });
      return study.limit({ failureThreshold: 0.9, questionFailures: 3 }).journal(at.path).run();
    },
    unsummed: () => {
      loop.setBehaviour({
        fault: ({ schema }) =>
          schema && "recommendation" in Object(schema.properties)
            ? { kind: "status", status: 400 }
            : null,
      });
      return study.journal(at.path).run();
    },
  };
  const ended: unknown[] = [];
  for (const [what, way] of Object.entries(ways)) {
    const result = await way();
    const loaded = await loadRun(at.path, { host: bareHost() });
    assert.equal(facesOf(loaded), facesOf(result), what);
    ended.push([loaded.isCutOff, loaded.course.halt !== null, loaded.failures.isInvalid]);
    ended.push([loaded.course.questionFailures?.failureCounts.tier, loaded.synthesis?.status]);
  }
  assert.deepEqual(ended, [
    ...[[true, false, true], [undefined, undefined]],
    ...[[false, true, true], [undefined, undefined]],
    ...[[false, false, false], [3, "ok"]],
    ...[[false, false, false], [undefined, "failed"]],
  ]);
});

Deno.test("loadRun() knows of a plan that was changed on the way", async () => {
  await using at = await folder();
  const study = panel({ host: hostWith() }).personas(people(3)).models("simulated").ask(checkout);
  await study.journal(at.path).run();
  const result = await study.seed(3).journal(at.path, { drift: "allow" }).run();
  const loaded = await loadRun(at.path, { host: bareHost() });
  assert.equal(facesOf(loaded), facesOf(result));
  assert.equal(loaded.course.drift.length, 1);
});

Deno.test("loadRun() finds a run by its id, and says what it knows when there is none", async () => {
  await using home = await folder();
  const host = hostWith({ env: { QUORUM_HOME: home.path } });
  const root = `${home.path}/checkpoints`;
  await panel({ host }).personas(people(1)).models("simulated").journal(`${root}/r1`)
    .ask(checkout).run({ id: "r1" });
  assert.equal((await loadRun("r1", { host })).run, "r1");
  await assert.rejects(loadRun("r2", { host }), {
    message: `Cannot find the run "r2" in "${root}": there is none of that id (known are r1)`,
  });
  await assert.rejects(loadRun("../r1", { host }), /^TypeError: Cannot call a run "\.\.\/r1"/);
});

Deno.test("loadRun() refuses a journal that was changed, and what is no journal", async () => {
  await using at = await folder();
  const host = hostWith();
  const path = `${at.path}/run.sqlite`;
  const plans = instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) });
  const said = scripted({ tier: "pro" });
  await panel({ host }).personas([{ name: "Maya" }]).models(said).journal(at.path).ask(plans).run();
  const journal = await Journal.open(host, path);
  const note = (name: string) => journal.note(name) ?? "";
  const change = (from: string, to: string, name: string) =>
    journal.keepNote(name, note(name).replaceAll(from, to));
  const changed = (sentence: RegExp) => assert.rejects(loadRun(at.path, { host }), sentence);

  change("Maya", "Ada", "people 0");
  await changed(
    /^Error: Cannot open the run in ".*": its plan is not the one that was carried out/,
  );
  change("Ada", "Maya", "people 0");
  await loadRun(at.path, { host });

  // Prompts of another version of the program are no change of the plan, but a note of them may be.
  const sections = JSON.parse(note("sections"));
  const other = { ...sections, prompts: { ...sections.prompts, question: "older" } };
  change(note("sections"), JSON.stringify(other), "sections");
  await changed(/its plan is not the one/);
  change(note("fingerprint"), fingerprint(other), "fingerprint");
  assert.equal((await loadRun(at.path, { host })).fingerprint, fingerprint(other));

  journal.close();
  const database = await host.database(path);
  // A change that is none of ours.
  database.exec("UPDATE notes SET value = value || ' ' WHERE name = 'sections'");
  await changed(/Cannot read the journal ".*run\.sqlite": it is damaged: a row is not as it was/);
  database.exec("DELETE FROM notes WHERE name = 'models'");
  await changed(/its journal does not say its models/);
  database.close();

  for (const end of ["", "-wal", "-shm"]) await host.files.remove(`${path}${end}`);
  await changed(/^Error: Cannot open the journal ".*run\.sqlite": there is no such file/);
  assert.equal(await host.files.isFile(path), false);
  await Deno.writeTextFile(path, "these are words and no journal".repeat(99));
  await changed(/^Error: Cannot open the journal ".*run\.sqlite": file is not a database/);
});

Deno.test("loadRun() opens a run whose program ended at any of its first steps, once it has gone on", async () => {
  for (let commits = 0; commits < 6; commits++) {
    await using at = await folder();
    const asked = (host: Host) =>
      panel({ host }).personas(people(3)).models("simulated").journal(at.path).ask(checkout);
    let left = commits;
    const host = hostWith();
    const ended: Host = {
      ...host,
      database: async (path) => {
        const database = await host.database(path);
        const exec = (sql: string) => {
          if (sql === "COMMIT" && left-- <= 0) throw new Error("the power is gone");
          database.exec(sql);
        };
        return { ...database, exec };
      },
    };
    await assert.rejects(asked(ended).run(), /the power is gone/);
    const result = await asked(host).run();
    const loaded = await loadRun(at.path, { host: bareHost() });
    assert.deepEqual(loaded.rows.toArray(), result.rows.toArray());
  }
});
