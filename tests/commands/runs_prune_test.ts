import assert from "node:assert/strict";
import { runsDesk } from "./runs_desk.ts";

Deno.test("M20: runs prune --keep 1 keeps the newest good run and the one in progress", async () => {
  await using desk = await runsDesk();
  await desk.finished("new-good", "03-09");
  await desk.finished("old-good", "03-02");
  await desk.aborted("aborted", "03-05");
  await desk.finished("malformed");
  await Deno.writeTextFile(`${desk.root}/malformed/state.json`, "{");
  await using _ = await desk.underWay("in-progress");
  await Deno.mkdir(`${desk.root}/no-run`);
  await Deno.writeTextFile(`${desk.root}/no-run/notes.txt`, "mine");
  const all = await desk.names();

  const trial = await desk.runs("prune", "--keep", "1", "--dry-run");
  assert.equal(trial.code, 0, trial.err);
  assert.match(trial.out, /^would remove old-good: finished, \d+ bytes$/m);
  assert.match(trial.out, /\n3 runs would be removed, \d+ bytes to free; 2 runs left in /);
  assert.deepEqual(await desk.names(), all);

  const sizes = ["old-good", "aborted", "malformed"].map((id) => sizeOf(`${desk.root}/${id}`));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const { code, out, err } = await desk.runs("prune", "--keep", "1");
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /^removed aborted: aborted, invalid \(stopped\), \d+ bytes$/m);
  assert.match(out, /^removed malformed: malformed, \d+ bytes$/m);
  assert.ok(
    out.includes(`\n3 runs removed, ${bytes} bytes freed; 2 runs left in ${desk.root}\n`),
    out,
  );
  assert.deepEqual(await desk.names(), ["in-progress", "new-good", "no-run"]);
});

Deno.test("runs prune --keep leaves what is newer than the good runs that stay, and all without one", async () => {
  await using desk = await runsDesk();
  await desk.aborted("early", "03-01");
  await desk.aborted("late", "03-08");
  assert.match((await desk.runs("prune", "--keep", "1")).out, /^0 runs removed, 0 bytes freed/);
  for (const [id, day] of [["a", "03-02"], ["b", "03-04"], ["c", "03-06"]] as const) {
    await desk.finished(id, day);
  }
  // Fewer than may stay: what came before them goes all the same.
  await desk.runs("prune", "--keep", "5");
  assert.deepEqual(await desk.names(), ["a", "b", "c", "late"]);
  await desk.runs("prune", "--keep", "2");
  assert.deepEqual(await desk.names(), ["b", "c", "late"]);
});

Deno.test("runs prune --older-than goes by when a run was written last, and never takes the newest good one", async () => {
  await using desk = await runsDesk();
  await desk.finished("older", "01-01");
  await desk.finished("old", "01-02");
  await desk.aborted("stopped", "01-03");
  await desk.aborted("today");
  await desk.finished("malformed");
  await Deno.writeTextFile(`${desk.root}/malformed/state.json`, "{");
  await desk.finished("newer");
  await Deno.writeTextFile(`${desk.root}/newer/state.json`, '{"schema_version": 99}');
  const both = await desk.runs("prune", "--older-than", "1m", "--keep", "2");
  assert.match(both.out, /^0 runs removed/);
  const { out } = await desk.runs("prune", "--older-than", "30d");
  assert.match(out, /^2 runs removed/m);
  assert.deepEqual(await desk.names(), ["malformed", "newer", "old", "today"]);
  await desk.runs("prune", "--keep", "1");
  assert.deepEqual(await desk.names(), ["newer", "old", "today"]);
});

Deno.test("runs prune leaves a run in whose folder something of somebody else's lies", async () => {
  await using desk = await runsDesk();
  await desk.finished("a", "03-02");
  await desk.finished("b", "03-04");
  await Deno.writeTextFile(`${desk.root}/a/report.html`, "<p>mine</p>");
  const { code, out } = await desk.runs("prune", "--keep", "1");
  assert.equal(code, 0);
  assert.match(out, /^left a: it holds report\.html, which is no run's\n0 runs removed/);
  assert.deepEqual(await desk.names(), ["a", "b"]);
});

Deno.test("runs prune removes nothing for a run that says it is good and cannot be opened", async () => {
  await using desk = await runsDesk();
  await desk.finished("old", "03-01");
  await desk.finished("good", "03-02");
  await desk.finished("damaged", "03-08");
  await desk.finished("lost", "03-09");
  await Deno.writeTextFile(`${desk.root}/damaged/run.sqlite`, "no journal\n".repeat(999));
  // The log beside it could make it whole again.
  await Deno.remove(`${desk.root}/damaged/run.sqlite-wal`);
  await Deno.remove(`${desk.root}/lost/run.sqlite`);
  for (const flags of [["--keep", "1"], ["--older-than", "0m"]]) {
    const { code, err } = await desk.runs("prune", ...flags);
    assert.equal(code, 0);
    assert.match(err, /^warning: lost: Cannot open .*\nwarning: damaged: Cannot open .*\n$/);
    assert.deepEqual(await desk.names(), ["damaged", "good", "lost"]);
  }
});

Deno.test("runs prune must be told which runs may go", async () => {
  await using desk = await runsDesk();
  for (
    const [flags, status, sentence] of [
      [[], 1, /^Cannot prune runs without --keep or --older-than/],
      [["--dry-run"], 1, /^Cannot prune runs without --keep or --older-than/],
      [["--keep", "0"], 2, /it takes a whole number from 1\n/],
      [["--older-than", "7s"], 2, /^Cannot use --older-than "7s": it takes a duration as in 30d/],
      [["--older-than="], 2, /it takes a duration/],
    ] as const
  ) {
    const { code, err } = await desk.runs("prune", ...flags);
    assert.equal(code, status, flags.join(" "));
    assert.match(err, sentence);
  }
});

function sizeOf(path: string): number {
  return [...Deno.readDirSync(path)]
    .reduce((sum, { name }) => sum + Deno.statSync(`${path}/${name}`).size, 0);
}
