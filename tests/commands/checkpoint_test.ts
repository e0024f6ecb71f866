import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { main } from "../../lib/commands/main.ts";
import { fingerprint } from "../../lib/rows/fingerprint.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, jsonRun, ONE, panelRun, people, SURVEY } from "./desk.ts";

const FILES = { "people.json": people(), "survey.yaml": SURVEY, "one.yaml": ONE };

async function begun(options: readonly string[] = []) {
  const place = await filed(FILES);
  const { answer, requests } = heard();
  const loop = startLoopback({ answer });
  const runs = place.at("runs");
  const kept = ["--checkpoint-dir", runs];
  const args = [
    ...["--personas", place.at("people.json"), "--instrument", place.at("survey.yaml")],
    ...["--model", "gpt-4o-mini", "--no-synthesis", "--run-id", "r1", ...kept, ...options],
  ];
  const first = await jsonRun(args, loop);
  assert.equal(first.code, 0, first.err);
  return {
    ...{ place, loop, requests, first, args, kept },
    resume: (more: readonly string[] = []) => jsonRun(["--resume", "r1", ...kept, ...more], loop),
    state: async () => JSON.parse(await Deno.readTextFile(`${runs}/r1/state.json`)),
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}

Deno.test("--resume of a finished run prints its result without a call, from its id alone", async () => {
  await using run = await begun(["--seed", "7", "--temperature", "0.5"]);
  const asked = run.loop.count;
  const again = await run.resume();
  assert.equal(again.code, 0, again.err);
  assert.equal(run.loop.count, asked);
  const { metadata: _, ...rest } = again.json;
  const { metadata: __, ...before } = run.first.json;
  assert.deepEqual(rest, before);
  assert.equal(again.json.parameters.temperature, 0.5);
});

Deno.test("--resume of a finished run prints its result when its files and keys are gone", async () => {
  await using run = await begun();
  const asked = run.loop.count;
  const kept = ["--resume", "r1", ...run.kept];
  const { metadata: _, ...before } = run.first.json;
  const keyless = await jsonRun(kept, run.loop, { OPENAI_API_KEY: "" });
  assert.match(
    keyless.err,
    /^warning: the run is finished, .*: Cannot use the model "gpt-4o-mini"/,
  );
  await Deno.remove(run.place.at("people.json"));
  const fileless = await jsonRun(kept, run.loop);
  assert.match(fileless.err, /^warning: the run is finished, .*: Cannot read ".*people\.json"/);
  for (const { code, json } of [keyless, fileless]) {
    const { metadata: _, ...rest } = json;
    assert.deepEqual([code, rest], [0, before]);
  }
  // What could change an answer needs the files.
  const changed = await run.resume(["--temperature", "0.3"]);
  assert.deepEqual([changed.code, changed.out], [1, ""]);
  assert.match(changed.err, /^Cannot read ".*people\.json"/);
  assert.equal(run.loop.count, asked);
});

Deno.test("--resume without its files is refused as long as something could be asked", async () => {
  await using place = await filed(FILES);
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("Derek") ? { kind: "status", status: 400 } : null,
  });
  const kept = ["--checkpoint-dir", place.at("runs")];
  const first = await jsonRun([
    ...["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")],
    ...["--model", "gpt-4o-mini", "--no-synthesis", "--run-id", "r1", ...kept],
  ], loop);
  await Deno.remove(place.at("one.yaml"));
  const refused = await jsonRun(["--resume", "r1", ...kept], loop);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /^Cannot read ".*one\.yaml"/);
  const left = await jsonRun(["--resume", "r1", "--keep-failures", ...kept], loop);
  assert.deepEqual([left.code, left.json.rounds], [0, first.json.rounds]);
});

Deno.test("state.json says how a run was begun, in counts and hashes", async () => {
  await using run = await begun(["--seed", "7"]);
  const state = await run.state();
  assert.equal(state.config_fingerprint, fingerprint(state.config));
  assert.deepEqual(state.counts, { total: 6, completed: 6, remaining: 0, failed_answers: 0 });
  assert.deepEqual([state.status, state.run_id, state.usage.calls], ["finished", "r1", 18]);
  assert.deepEqual(state.cli_args, {
    personas: run.place.at("people.json"),
    instrument: run.place.at("survey.yaml"),
    ...{ model: "gpt-4o-mini", "no-synthesis": true, seed: 7, "output-format": "json" },
  });
  assert.ok(!JSON.stringify(state).includes("Maya"));
});

Deno.test("a new run with the id of one that is there is refused, and replaced when that is said (M6)", async () => {
  await using run = await begun();
  const asked = run.loop.count;
  const refused = await panelRun(run.args, run.loop);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /^Cannot begin the run "r1" in ".*": it is there already; --resume r1/);
  assert.equal(run.loop.count, asked);
  const replaced = await jsonRun([...run.args, "--force-overwrite"], run.loop);
  assert.equal(replaced.code, 0, replaced.err);
  assert.equal(run.loop.count, 2 * asked);
});

Deno.test("--force-overwrite throws nothing away that is no run's, but what is empty", async () => {
  await using run = await begun();
  const asked = run.loop.count;
  const journal = run.place.at("runs/r1/run.sqlite");
  for (const suffix of ["-wal", "-shm"]) await Deno.remove(journal + suffix).catch(() => {});
  const theirs = new DatabaseSync(run.place.at("theirs.sqlite"));
  theirs.exec("CREATE TABLE accounts (id INTEGER); INSERT INTO accounts VALUES (7)");
  theirs.close();
  const diary = new TextEncoder().encode("Dear diary, this is no database.\n".repeat(99));
  const foreign = [diary, await Deno.readFile(run.place.at("theirs.sqlite"))];
  for (const bytes of foreign) {
    await Deno.writeFile(journal, bytes);
    const { code, err } = await panelRun([...run.args, "--force-overwrite"], run.loop);
    assert.equal(code, 1);
    assert.match(
      err,
      /^Cannot begin the run in ".*r1" anew: its run\.sqlite is not thrown away, (file|it) is not a /m,
    );
    assert.deepEqual(await Deno.readFile(journal), bytes);
  }
  assert.equal(run.loop.count, asked);
  // In what was begun and never written to there is nothing.
  await Deno.writeFile(journal, new Uint8Array());
  const empty = await panelRun([...run.args, "--force-overwrite"], run.loop);
  assert.equal(empty.code, 0, empty.err);
});

Deno.test("--force-overwrite throws a damaged run away", async () => {
  await using run = await begun();
  const journal = run.place.at("runs/r1/run.sqlite");
  const database = new DatabaseSync(journal);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  const bytes = await Deno.readFile(journal);
  await Deno.writeFile(journal, bytes.fill(7, 4096));
  const refused = await run.resume();
  assert.equal(refused.code, 1);
  const { code, err } = await panelRun([...run.args, "--force-overwrite"], run.loop);
  assert.equal(code, 0, err);
});

Deno.test("--resume goes on without a state.json that can be read where everything is given", async () => {
  await using run = await begun();
  const asked = run.loop.count;
  const path = run.place.at("runs/r1/state.json");
  const again = [...run.args.filter((arg) => arg !== "--run-id" && arg !== "r1"), "--resume", "r1"];
  for (const text of ['{"schema_version": 1,', "{}", ""]) {
    await Deno.writeTextFile(path, text);
    const alone = await run.resume();
    assert.deepEqual([alone.code, alone.json], [1, null]);
    assert.match(alone.err, /^Cannot read .*state\.json/);
    assert.doesNotMatch(alone.err, /YAML/);
    const whole = await jsonRun(again, run.loop);
    assert.equal(whole.code, 0, whole.err);
    assert.match(whole.err, /state\.json.*; it is written anew, by the journal$/ms);
    assert.deepEqual(whole.json.rounds, run.first.json.rounds);
    assert.equal((await run.state()).status, "finished");
  }
  assert.equal(run.loop.count, asked);
  // A newer version is not damaged, and is not written over.
  await Deno.writeTextFile(path, JSON.stringify({ ...await run.state(), schema_version: 99 }));
  assert.match((await jsonRun(again, run.loop)).err, /too new \(version 99/);
  // Nor is anything begun anew where the journal is gone too.
  await Deno.writeTextFile(path, "{");
  for (const suffix of ["", "-wal", "-shm"]) {
    await Deno.remove(run.place.at(`runs/r1/run.sqlite${suffix}`)).catch(() => {});
  }
  const gone = await jsonRun(again, run.loop);
  assert.deepEqual([gone.code, run.loop.count], [1, asked]);
  assert.match(gone.err, /state\.json:1 is not JSON/);
});

Deno.test("a run goes on only with its own plan, and a refusal says what was changed (M2, M14)", async () => {
  await using run = await begun();
  const asked = run.loop.count;
  const changes: readonly (readonly [string[], RegExp])[] = [
    [["--temperature", "0.3"], /^ {2}sampling\.temperature: not set → 0\.3$/m],
    [["--top-p", "0.9"], /^ {2}sampling\.topP: not set → 0\.9$/m],
    [["--seed", "3"], /^ {2}seed: not set → 3$/m],
    [["--model", "gpt-4o"], /^ {2}models\.entries: "gpt-4o-mini" → "gpt-4o"$/m],
    [["--models", "gpt-4o:2,x:1"], /^ {2}models\.entries: "gpt-4o-mini" → "gpt-4o:2,x:1"$/m],
    [["--instrument", run.place.at("one.yaml")], /^ {2}instrument\.name: "Survey" → "One"$/m],
    [
      ["--schema", '{"type":"object","properties":{"a":{"type":"string"}}}'],
      /^ {2}schema: not set → /m,
    ],
    [["--extract-schema", "yes_no"], /^ {2}extractions\[0\]: not set → /m],
    [["--variants", "2"], /^ {2}variants: 0 → 2$/m],
    [["--samples", "2"], /^ {2}repeats: 1 → 2$/m],
  ];
  for (const [flags, change] of changes) {
    const { code, err } = await run.resume(flags);
    assert.equal(code, 1, flags.join(" "));
    assert.match(err, /it is of another plan \(--allow-drift/);
    assert.match(err, change);
  }
  await Deno.writeTextFile(run.place.at("people.json"), people().replace('"age":31', '"age":32'));
  const { code, err } = await run.resume();
  assert.equal(code, 1);
  assert.match(err, /^ {2}personas "Derek Washington"\.age: 31 → 32$/m);
  assert.equal(run.loop.count, asked);
});

Deno.test("--allow-drift goes on with a changed plan, asks only who was changed, and marks the rest", async () => {
  await using run = await begun();
  const asked = run.loop.count;
  const { config_fingerprint: before } = await run.state();
  // One more in front: everybody else stands at another place now.
  const more = JSON.parse(people());
  more.personas.unshift({ name: "Zoe", age: 20 });
  more.personas[2].age = 77;
  await Deno.writeTextFile(run.place.at("people.json"), JSON.stringify(more));
  const { code, json, err } = await run.resume(["--allow-drift"]);
  assert.equal(code, 0, err);
  assert.match(err, /warning: the plan was changed while the run was under way/);
  assert.equal(run.loop.count, asked + 6);
  const results: { persona: string; drift?: string }[] = json.rounds[0].results;
  assert.deepEqual(results.map(({ persona }) => persona), [
    ...["Zoe", "Maya Chen", "Derek Washington", "Priya Patel", "Sam Torres"],
    ...["Julia Hoffman", "Omar Rashid"],
  ]);
  const marks = results.map(({ drift }) => drift);
  const mark = before.slice(0, 12);
  assert.deepEqual(marks, [undefined, mark, undefined, mark, mark, mark, mark]);
  const state = await run.state();
  assert.deepEqual(state.earlier_fingerprints, [before]);
  assert.deepEqual(json.drift.fingerprints, [before, state.config_fingerprint]);

  // The changed plan is the run's own from now on: it goes on without a word.
  const again = await run.resume();
  assert.equal(again.code, 0, again.err);
  assert.deepEqual([run.loop.count, again.json.rounds], [asked + 6, json.rounds]);
});

Deno.test("--allow-drift does not take replies to other words for answers", async () => {
  await using run = await begun();
  await Deno.writeTextFile(run.place.at("survey.yaml"), SURVEY.replace("key: ease", "key: effort"));
  const asked = run.loop.count;
  const { code, json, err } = await run.resume(["--allow-drift"]);
  assert.equal(code, 0, err);
  assert.equal(run.loop.count, 2 * asked);
  const [first] = json.rounds[0].results;
  assert.deepEqual(first.responses.map(({ key }: { key: string }) => key), [
    "tier",
    "effort",
    "why",
  ]);
  assert.equal(first.drift, undefined);
});

Deno.test("--resume tries failed answers again, and leaves them with --keep-failures (M16)", async () => {
  await using place = await filed(FILES);
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("Derek") ? { kind: "status", status: 400 } : null,
  });
  const kept = ["--checkpoint-dir", place.at("runs")];
  const first = await jsonRun([
    ...["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")],
    ...["--model", "gpt-4o-mini", "--no-synthesis", "--run-id", "r1", ...kept],
  ], loop);
  assert.equal(first.json.failure_stats.errored_pairs, 1);
  loop.setBehaviour({ fault: null });
  const asked = loop.count;
  const left = await jsonRun(["--resume", "r1", "--keep-failures", ...kept], loop);
  assert.deepEqual([left.json.failure_stats.errored_pairs, loop.count], [1, asked]);
  const mended = await jsonRun(["--resume", "r1", ...kept], loop);
  assert.deepEqual([mended.json.failure_stats.errored_pairs, loop.count], [0, asked + 1]);
});

Deno.test("flags of a kept run that make no sense are refused, and nothing is asked", async () => {
  await using place = await filed(FILES);
  await using loop = startLoopback();
  const runs = place.at("runs");
  const asked = ["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")];
  const refusals: readonly (readonly [string[], RegExp])[] = [
    [["--resume", "none", "--checkpoint-dir", runs], /^Cannot find the run "none" in ".*runs"/],
    [["--resume", "../r1", "--checkpoint-dir", runs], /^Cannot call a run "\.\.\/r1"/],
    [[...asked, "--checkpoint-dir", runs, "--run-id", ".."], /^Cannot call a run "\.\."/],
    [[...asked, "--allow-drift"], /^Cannot use --allow-drift without --resume/],
    [[...asked, "--keep-failures"], /^Cannot use --keep-failures without --resume/],
    [[...asked, "--checkpoint-every", "5"], /without --checkpoint-dir or --resume/],
    [[...asked, "--force-overwrite"], /^Cannot use --force-overwrite without --checkpoint-dir/],
    [["--resume", "r1", "--run-id", "r2"], /^Cannot use --run-id with --resume/],
    [
      [...asked, "--dry-run", "--checkpoint-dir", runs],
      /^Cannot use --checkpoint-dir with --dry-run/,
    ],
  ];
  for (const [flags, sentence] of refusals) {
    const { code, err } = await panelRun([...flags, "--model", "gpt-4o-mini"], loop);
    assert.equal(code, 1, flags.join(" "));
    assert.match(err, sentence);
  }
  assert.equal(loop.count, 0);
});

Deno.test("--resume looks under QUORUM_HOME, and refuses a state that is too new (M10)", async () => {
  await using place = await filed(FILES);
  await using loop = startLoopback();
  const folder = place.at("checkpoints/r1");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/state.json`, JSON.stringify({ schema_version: 99 }));
  const host = hostWith({ env: { ...envFor(loop), QUORUM_HOME: place.path } });
  const code = await main(["panel", "run", "--resume", "r1"], host);
  assert.equal(code, 1);
  assert.match(
    host.written.err,
    /^Cannot read ".*state\.json": it is too new \(version 99; .*\)\n$/,
  );
});
