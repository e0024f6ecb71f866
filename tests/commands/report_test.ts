import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { runsDesk } from "./runs_desk.ts";

async function reported(root: string, ...args: readonly string[]) {
  const host = hostWith();
  const code = await main(["report", ...args, "--checkpoint-dir", root], host);
  return { code, ...host.written };
}

Deno.test("report writes a run as a page or as Markdown", async () => {
  await using desk = await runsDesk();
  await desk.finished("one");
  const page = `${desk.root}/../one.html`;
  const { code, out } = await reported(desk.root, "one", "--output", page);
  assert.deepEqual([code, out], [0, `Wrote: ${page}\n`]);
  assert.match(await Deno.readTextFile(page), /^<!doctype html>[^]*<svg[^]*runs show one/);
  const text = `${desk.root}/../one.md`;
  await reported(desk.root, "one", "--output", text);
  assert.match(await Deno.readTextFile(text), /^# checkout\n/);
  await reported(desk.root, "one", "--output", `${desk.root}/../two`, "--format", "md");
  assert.match(await Deno.readTextFile(`${desk.root}/../two.md`), /^# checkout\n/);
});

Deno.test("report refuses a file of another form, before anything is read", async () => {
  await using desk = await runsDesk();
  const pdf = await reported(desk.root, "none", "--output", "a.pdf");
  assert.deepEqual([pdf.code, pdf.out], [2, ""]);
  assert.match(pdf.err, /^Cannot write the report to "a\.pdf": it must end in \.html or \.md\n$/);
  const other = await reported(desk.root, "none", "--output", "a.md", "--format", "html");
  assert.match(other.err, /^Cannot write the report to "a\.md": it must end in \.html\n$/);
  const missing = await reported(desk.root, "none");
  assert.equal(missing.code, 1);
  assert.match(missing.err, /^Cannot find the run "none" in /);
});
