import assert from "node:assert/strict";
import { listRuns } from "../../mod.ts";
import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { runsDesk } from "./runs_desk.ts";

Deno.test("runs list tells how each run stands, those first that were written last", async () => {
  await using desk = await runsDesk();
  await desk.finished("good", "03-01");
  await desk.aborted("stopped", "03-02");
  await using _ = await desk.underWay("now");
  const left = await desk.underWay("left");
  // As a killed program leaves it: the words that it is running, and nobody who holds its lock.
  const state = `${desk.root}/left/state.json`;
  const running = await Deno.readTextFile(state);
  await left[Symbol.asyncDispose]();
  await Deno.writeTextFile(state, running);
  await Deno.mkdir(`${desk.root}/broken`);
  await Deno.writeTextFile(`${desk.root}/broken/state.json`, '{"schema_version": 1, "run_id"');
  await Deno.mkdir(`${desk.root}/newer`);
  await Deno.writeTextFile(`${desk.root}/newer/state.json`, '{"schema_version": 99}');
  await Deno.mkdir(`${desk.root}/no-run`);
  await Deno.writeTextFile(`${desk.root}/a file`, "");
  const { code, out, err } = await desk.runs("list", "--output-format", "json");
  assert.deepEqual([code, err], [0, ""]);
  const { root, runs } = JSON.parse(out);
  assert.equal(root, desk.root);
  const of = (name: string) => runs.map((run: Record<string, unknown>) => run[name]);
  assert.deepEqual(of("run_id").sort(), ["broken", "good", "left", "newer", "now", "stopped"]);
  assert.deepEqual(of("run_id").slice(2, 4), ["stopped", "good"]);
  const status = Object.fromEntries(
    runs.map((run: Record<string, unknown>) => [run.run_id, [run.status, run.run_invalid]]),
  );
  assert.deepEqual(status, {
    good: ["finished", false],
    stopped: ["aborted", true],
    now: ["in progress", null],
    left: ["interrupted", null],
    broken: ["malformed", null],
    newer: ["unreadable", null],
  });
  const [good] = runs.filter((run: Record<string, unknown>) => run.run_id === "good");
  assert.deepEqual(good.counts, { total: 3, completed: 3, remaining: 0, failed_answers: 0 });
  assert.equal(good.created_at, "2026-03-01T12:00:00.000Z");

  const text = await desk.runs("list");
  assert.match(text.out, /^run +status +created +updated +panelists +cost\n/);
  assert.match(
    text.out,
    /^good +finished +2026-03-01 12:00Z +2026-03-01 12:00Z +3\/3 +\$0\.0000$/m,
  );
  assert.match(text.out, /^stopped +aborted, invalid \(stopped\) +2026-03-02 12:00Z/m);
  // What came in since their state was written is not in it.
  assert.match(text.out, /^now +in progress +.*Z +≥ 0\/3 +≥ \$0\.0000$/m);
  assert.match(text.out, /^left +interrupted +.*Z +≥ 0\/3 +≥ \$0\.0000$/m);
  assert.match(text.out, /^newer +unreadable$/m);
  assert.match(text.out, /^newer: Cannot read .*: it is too new \(version 99;/m);
});

Deno.test("runs list says that a folder it was given is not there, and looks under QUORUM_HOME", async () => {
  await using desk = await runsDesk();
  const absent = `Cannot list the runs in "${desk.root}": there is no such folder\n`;
  assert.deepEqual(await desk.runs("list"), { code: 1, out: "", err: absent });
  await Deno.mkdir(desk.root);
  assert.deepEqual(await desk.runs("list"), { code: 0, out: `no runs in ${desk.root}\n`, err: "" });
  // Where nobody named one, the first run makes it.
  const fresh = hostWith({ env: { QUORUM_HOME: `${desk.root}/home` } });
  assert.equal(await main(["runs", "list"], fresh), 0);
  assert.match(fresh.written.out, /^no runs in /);
  await desk.finished("r1");
  const home = desk.root.replace(/\/runs$/, "");
  await Deno.rename(desk.root, `${home}/checkpoints`);
  const host = hostWith({ env: { QUORUM_HOME: home } });
  assert.equal(await main(["runs", "list"], host), 0);
  assert.match(host.written.out, /^r1 +finished/m);
  const homeless = hostWith();
  assert.equal(await main(["runs", "list"], homeless), 1);
  assert.match(homeless.written.err, /^Cannot tell where runs are kept/);
});

Deno.test("listRuns() tells of a folder that nobody may look into, and of all the others", async () => {
  await using desk = await runsDesk();
  await desk.finished("r1");
  await Deno.mkdir(`${desk.root}/closed`);
  const { files } = desk.host;
  const orDenied = (look: (path: string) => Promise<boolean>) => (path: string | URL) =>
    String(path).includes("/closed/")
      ? Promise.reject(new Error(`Cannot look for "${path}": the system denies access`))
      : look(String(path));
  const denying = { isFile: orDenied(files.isFile), isLocked: orDenied(files.isLocked) };
  const host = { ...desk.host, files: { ...files, ...denying } };
  const runs = await listRuns(desk.root, { host });
  assert.deepEqual(runs.map(({ id, status }) => [id, status]), [
    ...[["r1", "finished"], ["closed", "unreadable"]],
  ]);
  assert.match(String(runs[1]?.reason), /denies access$/);
});

Deno.test("runs show opens a run whose state is malformed, from its journal", async () => {
  await using desk = await runsDesk();
  await desk.finished("r1");
  await Deno.writeTextFile(`${desk.root}/r1/state.json`, "{");
  const { code, out } = await desk.runs("show", "r1");
  assert.equal(code, 0);
  assert.match(out, /^status +malformed\nfolder .*\nstate +Cannot read .*state\.json/m);
  assert.match(out, /^tier · Which tier would you buy\?$/m);
});

Deno.test("runs show tells what is known of a run and its result, and gives the envelope", async () => {
  await using desk = await runsDesk();
  await desk.finished("good");
  await desk.aborted("stopped");
  const { code, out, err } = await desk.runs("show", "good");
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /^run +good\nstatus +finished\nfolder +\/.*\/runs\/good\ncreated +20/);
  assert.match(out, /^panelists +3 of 3 in the round "default"$/m);
  assert.match(out, /^tier · Which tier would you buy\?$/m);
  assert.match(out, /simulated respondents/);
  const json = JSON.parse((await desk.runs("show", "good", "--output-format", "json")).out);
  assert.deepEqual([json.run_id, json.run_invalid, json.rounds[0].results.length], [
    ...["good", false, 3],
  ]);
  assert.match((await desk.runs("show", "stopped")).out, /^status +aborted, invalid \(stopped\)$/m);
});

Deno.test("runs show and runs diff take ids of runs, and nothing that leads out of their folder", async () => {
  await using desk = await runsDesk();
  await desk.finished("r1");
  for (
    const [args, status, sentence] of [
      [["show", "none"], 1, /^Cannot find the run "none" in ".*runs": .*\(known are r1\)/],
      [["show", "../runs/r1"], 1, /^Cannot call a run "\.\.\/runs\/r1"/],
      [["diff", "r1", "/etc"], 1, /^Cannot call a run "\/etc"/],
      [["show"], 2, /^Cannot do "runs show": ID is missing/],
      [["show", "r1", "r2"], 2, /^Cannot use "r2" with runs show: it takes ID\n/],
      [["diff", "r1"], 2, /^Cannot do "runs diff": B is missing/],
      [["list", "r1"], 2, /^Cannot use "r1" with runs list: it takes flags only\n/],
      [["list", "--output-format", "ndjson"], 2, /it takes one of text, json\n/],
      [["list", "--keep", "1"], 2, /^Cannot use --keep with runs list/],
    ] as const
  ) {
    const { code, out, err } = await desk.runs(...args);
    assert.deepEqual([code, out], [status, ""], args.join(" "));
    assert.match(err, sentence);
  }
});
