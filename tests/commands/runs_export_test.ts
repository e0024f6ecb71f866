import assert from "node:assert/strict";
import { runsDesk } from "./runs_desk.ts";

Deno.test("runs export writes the rows of a run, its codebook and its data package", async () => {
  await using desk = await runsDesk();
  await desk.finished("one");
  const folder = `${desk.root}/../out`;
  const { code, out, err } = await desk.runs("export", "one", "--output-dir", folder);
  assert.deepEqual([code, out], [0, `9 rows in ${folder}/answers.csv\n`]);
  assert.equal(err.split("Wrote: ").length, 4);
  const table = await Deno.readTextFile(`${folder}/answers.csv`);
  assert.equal(table.trimEnd().split("\r\n").length, 10);
  const jsonl = await desk.runs("export", "one", "--format", "jsonl", "--output-dir", folder);
  assert.equal(jsonl.out, `9 rows in ${folder}/answers.jsonl\n`);
  const parquet = await desk.runs("export", "one", "--format", "parquet", "--output-dir", folder);
  assert.equal(parquet.out, `9 rows in ${folder}/answers.parquet\n`);
});

Deno.test("runs export exports a run that was stopped as far as it had come", async () => {
  await using desk = await runsDesk();
  await desk.aborted("half");
  const { code, out } = await desk.runs("export", "half", "--output-dir", `${desk.root}/../out`);
  assert.deepEqual([code, out.split(" ")[1]], [0, "rows"]);
});

Deno.test("runs export refuses a run that is not there, and other forms", async () => {
  await using desk = await runsDesk();
  const missing = await desk.runs("export", "none");
  assert.deepEqual([missing.code, missing.out], [1, ""]);
  assert.match(missing.err, /^Cannot find the run "none" in /);
  const other = await desk.runs("export", "none", "--format", "xlsx");
  assert.equal(other.code, 2);
});
