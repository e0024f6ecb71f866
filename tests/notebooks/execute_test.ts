import assert from "node:assert/strict";
import { join } from "node:path";
import { executeNotebook } from "./execute.ts";
import { startKernel } from "./kernel.ts";
import { type Notebook, stringifyNotebook } from "./notebook.ts";
import { visitNotebook } from "./visit.ts";

const SHOWN =
  `({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>5</b>\\n<i>6</i>" }) })`;
const LINES = `for (let i = 1; i <= 100; i++) console.log("line", i);`;

Deno.test("executeNotebook() keeps every line, gives the same bytes, and leaves the file", async () => {
  await using file = await notebookOf([`${LINES} "done"`, "await Promise.resolve(7)"]);
  const before = await Deno.readTextFile(file.path);
  const { notebook, failure } = await executeNotebook(file.path);
  assert.equal(failure, null);
  const [stream, result] = outputsOf(notebook, 0);
  assert.equal(outputsOf(notebook, 0).length, 2);
  assert.deepEqual(stream?.text, Array.from({ length: 100 }, (_, i) => `line ${i + 1}\n`));
  assert.deepEqual(result?.data, { "text/plain": ['"done"'] });
  assert.deepEqual(outputsOf(notebook, 1)[0]?.data, { "text/plain": ["7"] });
  for (let run = 0; run < 2; run++) {
    const again = await executeNotebook(file.path);
    assert.equal(stringifyNotebook(again.notebook), stringifyNotebook(notebook));
  }
  assert.equal(await Deno.readTextFile(file.path), before);
});

Deno.test("executeNotebook() stores a notebook as nbformat 4.5 does", async () => {
  await using file = await notebookOf(["1"], { nbformat_minor: 4, metadata: { title: "T" } });
  const { notebook } = await executeNotebook(file.path);
  assert.equal(notebook.nbformat_minor, 5);
  assert.deepEqual(Object.keys(notebook.metadata).sort(), ["kernelspec", "language_info", "title"]);
  const text = stringifyNotebook(notebook);
  assert.match(
    text,
    /^\{\n "cells": \[\n {2}\{\n {3}"cell_type": "code",\n {3}"execution_count": 1,/,
  );
  assert.match(text, /"nbformat": 4,\n "nbformat_minor": 5\n\}\n$/);
});

Deno.test("executeNotebook() shows the html of a value that has some", async () => {
  await using file = await notebookOf([SHOWN]);
  const { notebook } = await executeNotebook(file.path);
  const html = { "text/html": ["<b>5</b>\n", "<i>6</i>"] };
  assert.deepEqual(outputsOf(notebook, 0).map(({ data }) => data), [html]);
});

Deno.test("executeNotebook() updates a display that an earlier cell showed", async () => {
  await using file = await notebookOf([display("old", false), display("new", true)]);
  const { notebook } = await executeNotebook(file.path);
  assert.deepEqual(outputsOf(notebook, 0).map(({ data }) => data), [{ "text/html": ["new"] }]);
  assert.deepEqual(outputsOf(notebook, 1), []);
});

Deno.test("executeNotebook() waits for a large display, and clears what is to be cleared", async () => {
  await using file = await notebookOf([
    `await Deno.jupyter.display({ "text/html": "x".repeat(5_000_000) }, { raw: true });`,
    `console.log("a"); await Deno.jupyter.broadcast("clear_output", { wait: true }); console.log("b")`,
  ]);
  const { notebook } = await executeNotebook(file.path);
  assert.deepEqual(outputsOf(notebook, 0)[0]?.data, { "text/html": ["x".repeat(5_000_000)] });
  assert.deepEqual(outputsOf(notebook, 1).map(({ text }) => text), [["b\n"]]);
});

Deno.test("executeNotebook() stops at the cell that throws, which keeps its error", async () => {
  await using file = await notebookOf(["1", `console.log("a"); throw new TypeError("no")`, "3"]);
  const { notebook, failure } = await executeNotebook(file.path);
  assert.deepEqual(failure, { cell: 2, ename: "TypeError", evalue: "no" });
  assert.deepEqual(notebook.cells.map(({ execution_count }) => execution_count), [1, 2, null]);
  const types = notebook.cells.map(({ outputs }) => outputs?.map((output) => output.output_type));
  assert.deepEqual(types, [["execute_result"], ["stream", "error"], []]);
});

Deno.test("executeNotebook() reports a cell the kernel cannot parse or never answers", async () => {
  for (const [code, ename] of [["const a = ;", "UnreadCellError"], ["2 ** 60", "LostCellError"]]) {
    await using file = await notebookOf([code!]);
    assert.equal((await executeNotebook(file.path)).failure?.ename, ename);
  }
});

Deno.test("executeNotebook() ends a cell that runs too long", async () => {
  const waiting = "await new Promise((done) => setTimeout(done, 60_000))";
  for (const code of ["for (;;);", waiting]) {
    await using file = await notebookOf([`console.log("begun")`, code]);
    assert.deepEqual((await executeNotebook(file.path, { timeout: 500 })).failure, {
      cell: 2,
      ename: "CellTimeoutError",
      evalue: "Cannot finish the cell: it ran longer than 0.5 s",
    });
  }
});

Deno.test("executeNotebook() reports a kernel that dies", async () => {
  await using file = await notebookOf(["Deno.exit(3)", "1"]);
  assert.deepEqual((await executeNotebook(file.path)).failure, {
    cell: 1,
    ename: "DeadKernelError",
    evalue: "Cannot finish the cell: the kernel ended with code 3",
  });
});

Deno.test("startKernel() gives a kernel that can be interrupted and go on", async () => {
  await using kernel = await startKernel({ cwd: Deno.cwd(), env: { QUORUM_WORD: "given" } });
  await kernel.execute(`let word = Deno.env.get("QUORUM_WORD");`);
  const run = `await new Promise((stop) => {
    Deno.addSignalListener("SIGINT", () => stop(null));
    console.log("begun");
  }); word`;
  const seen: string[] = [];
  for await (const message of kernel.messages(run)) {
    seen.push(message.type);
    if (message.type === "stream") kernel.signal("SIGINT");
  }
  assert.equal(seen.at(-1), "execute_reply");
  assert.deepEqual((await kernel.execute("word")).outputs, [{
    output_type: "execute_result",
    data: { "text/plain": '"given"' },
    metadata: {},
    execution_count: 3,
  }]);
});

Deno.test("visitNotebook() writes a notebook once, and finds a changed output stale", async () => {
  await using file = await notebookOf([`console.log("one");`, "2"]);
  const written = await visitNotebook(file.path);
  assert.deepEqual(written, { executed: true, stale: "cell 1 is stale", failures: [] });
  assert.equal((await visitNotebook(file.path, { check: true })).stale, null);
  const text = await Deno.readTextFile(file.path);
  await Deno.writeTextFile(file.path, text.replace('"one\\n"', '"two\\n"'));
  assert.equal((await visitNotebook(file.path, { check: true })).stale, "cell 1 is stale");
  assert.deepEqual(await Array.fromAsync(Deno.readDir(file.folder), ({ name }) => name), [
    "n.ipynb",
  ]);
});

Deno.test("visitNotebook() checks types with the notebook's names, and finds a hidden error", async () => {
  const error = { output_type: "error", ename: "E", evalue: "e", traceback: [] };
  await using file = await notebookOf(["1", `\nconst a: number = "b";`], {}, [error]);
  const { failures } = await visitNotebook(file.path, { check: true });
  assert.equal(
    failures[0],
    `Cannot accept "${file.path}": cell 1 hides an error among its outputs`,
  );
  assert.match(failures[1] ?? "", /TS2322[^]*n\.ipynb, cell 2, line 2, column 7/);
  assert.equal(failures.length, 2);
});

Deno.test("main() says in one sentence what it cannot read, and fails", async () => {
  await using file = await notebookOf([]);
  await Deno.writeTextFile(file.path, "{");
  const missing = join(file.folder, "none.ipynb");
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", join(import.meta.dirname!, "main.ts"), "--check", file.path, missing],
    env: { NO_COLOR: "1" },
  }).output();
  assert.equal(code, 1);
  assert.deepEqual(new TextDecoder().decode(stderr).trim().split("\n"), [
    `Cannot read "${file.path}": it is not JSON`,
    `Cannot read "${missing}": there is no such file`,
  ]);
  assert.equal(new TextDecoder().decode(stdout), "0 notebooks executed, 0 stale, 2 failed\n");
});

/** A notebook file of code cells in a folder of its own, removed at the end of the scope. */
async function notebookOf(codes: readonly string[], more = {}, outputs: readonly unknown[] = []) {
  const folder = await Deno.makeTempDir({ prefix: "quorum_notebook_" });
  const path = join(folder, "n.ipynb");
  const cells = codes.map((source, i) => ({
    cell_type: "code",
    execution_count: null,
    id: `c${i}`,
    metadata: {},
    outputs: i === 0 ? outputs : [],
    source,
  }));
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...more };
  await Deno.writeTextFile(path, JSON.stringify(notebook));
  return { folder, path, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

function outputsOf({ cells }: Notebook, index: number) {
  return cells[index]?.outputs ?? [];
}

function display(html: string, update: boolean): string {
  const options = JSON.stringify({ raw: true, display_id: "d", update });
  return `await Deno.jupyter.display({ "text/html": ${JSON.stringify(html)} }, ${options});`;
}
