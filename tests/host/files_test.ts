import assert from "node:assert/strict";
import { denoHost } from "../../lib/host/deno.ts";
import type { Files } from "../../lib/host/host.ts";
import { LONGEST_TEXT } from "../../lib/host/longest_text.ts";
import { memoryHost } from "../../lib/host/memory.ts";

/** Both hosts promise the same of files: every test here runs on either. */
function check(promise: string, body: (files: Files, folder: string) => Promise<void>): void {
  for (const [name, host] of [["denoHost", denoHost()], ["memoryHost", memoryHost()]] as const) {
    Deno.test(`${name}() files: ${promise}`, async () => {
      const folder = await host.files.temporaryFolder();
      try {
        await body(host.files, folder);
      } finally {
        await host.files.remove(folder);
      }
    });
  }
}

async function linesOf(files: Files, path: string | URL): Promise<string[]> {
  const lines = await Array.fromAsync(files.readLines(path));
  if (typeof path === "string") assert.deepEqual([...files.linesAtOnce(path)], lines);
  return lines;
}

check("a text is read as it was written", async (files, folder) => {
  const text = "one\r\ntwo \u{1f37a} é\n\u0000\n";
  await files.writeText(`${folder}/a.txt`, text);
  assert.equal(await files.readText(`${folder}/a.txt`), text);
  assert.equal(await files.readText(new URL(`file://${folder}/a.txt`)), text);
});

check("writing again replaces the whole text", async (files, folder) => {
  await files.writeText(`${folder}/a.txt`, "a long first text");
  await files.writeText(`${folder}/a.txt`, "short");
  assert.equal(await files.readText(`${folder}/a.txt`), "short");
  assert.deepEqual(await files.list(folder), ["a.txt"]);
});

check("writing makes the folders on the way", async (files, folder) => {
  await files.writeText(`${folder}/deep/er/a.txt`, "");
  assert.equal(await files.readText(`${folder}/deep/er/a.txt`), "");
  assert.deepEqual(await files.list(folder), ["deep"]);
});

check("an absent file cannot be read; the sentence names it", async (files, folder) => {
  const message = `Cannot read "${folder}/no such.txt": there is no such file`;
  await assert.rejects(files.readText(`${folder}/no such.txt`), { message });
  await assert.rejects(files.readText(new URL(`file://${folder}/no%20such.txt`)), { message });
  await assert.rejects(linesOf(files, `${folder}/no such.txt`), { message });
});

check(
  "lines come without their ends, a last one without a line break too",
  async (files, folder) => {
    const expected: [text: string, lines: string[]][] = [
      ["", []],
      ["one", ["one"]],
      ["one\n", ["one"]],
      ["one\ntwo", ["one", "two"]],
      ["\n\none\n\n", ["", "", "one", ""]],
    ];
    for (const [text, lines] of expected) {
      await files.writeText(`${folder}/a.txt`, text);
      assert.deepEqual(await linesOf(files, `${folder}/a.txt`), lines, JSON.stringify(text));
    }
  },
);

check("lines come whole from a file that is read in many pieces", async (files, folder) => {
  const lines = Array.from({ length: 5000 }, (_, i) => `${i} ${"é🍺".repeat(i % 97)}`);
  await files.writeText(`${folder}/a.txt`, lines.join("\n"));
  assert.deepEqual(await linesOf(files, `${folder}/a.txt`), lines);
});

check("a text without an end is not read to it, nor a line", async (files, folder) => {
  const path = `${folder}/a.txt`;
  const message = `Cannot read "${path}": it has more than 64 million characters`;
  const most = "x".repeat(LONGEST_TEXT);
  await files.writeText(path, most);
  assert.equal((await files.readText(path)).length, LONGEST_TEXT);
  assert.equal((await linesOf(files, path))[0]?.length, LONGEST_TEXT);
  await files.writeText(path, `x${most}`);
  await assert.rejects(files.readText(path), { message });
  await assert.rejects(linesOf(files, path), { message });
  await files.writeText(path, `x\n${most}`);
  await assert.rejects(files.readText(path), { message });
  assert.deepEqual((await linesOf(files, path)).map(({ length }) => length), [1, LONGEST_TEXT]);
});

check("reading lines can be left early", async (files, folder) => {
  await files.writeText(`${folder}/a.txt`, "one\ntwo\n".repeat(100_000));
  // The sanitizer of resources fails this test when the file stays open.
  for await (const line of files.readLines(`${folder}/a.txt`)) {
    assert.equal(line, "one");
    break;
  }
});

check("isFile tells a file from a folder and from what is absent", async (files, folder) => {
  await files.writeText(`${folder}/a.txt`, "");
  await files.makeFolder(`${folder}/empty`);
  assert.equal(await files.isFile(`${folder}/a.txt`), true);
  assert.equal(await files.isFile(new URL(`file://${folder}/a.txt`)), true);
  assert.equal(await files.isFile(folder), false);
  assert.equal(await files.isFile(`${folder}/empty`), false);
  assert.equal(await files.isFile(`${folder}/b.txt`), false);
  assert.equal(await files.isFile(`${folder}/a`), false);
  assert.equal(await files.isFile(`${folder}/a.txt/b`), false);
});

check(
  "making a folder that is there is no error, and keeps what it holds",
  async (files, folder) => {
    await files.makeFolder(`${folder}/a/b`);
    await files.writeText(`${folder}/a/b/c.txt`, "kept");
    await files.makeFolder(`${folder}/a/b`);
    assert.equal(await files.readText(`${folder}/a/b/c.txt`), "kept");
  },
);

check("temporary folders are there, empty, and never the same", async (files, folder) => {
  const other = await files.temporaryFolder();
  assert.notEqual(other, folder);
  assert.deepEqual(await files.list(other), []);
  await files.remove(other);
});

check(
  "list sorts the names of files and folders; an absent folder has none",
  async (files, folder) => {
    for (const name of ["b.yaml", "a.yaml", "c/d.yaml", "c/e.yaml"]) {
      await files.writeText(`${folder}/${name}`, "");
    }
    await files.makeFolder(`${folder}/B`);
    assert.deepEqual(await files.list(folder), ["B", "a.yaml", "b.yaml", "c"]);
    assert.deepEqual(await files.list(new URL(`file://${folder}/c/`)), ["d.yaml", "e.yaml"]);
    assert.deepEqual(await files.list(`${folder}/none`), []);
  },
);

check(
  "remove takes a folder with all it holds; an absent one is no error",
  async (files, folder) => {
    await files.writeText(`${folder}/a/b/c.txt`, "");
    await files.writeText(`${folder}/ab.txt`, "");
    await files.makeFolder(`${folder}/a/empty`);
    await files.remove(`${folder}/a`);
    await files.remove(`${folder}/a`);
    assert.deepEqual(await files.list(folder), ["ab.txt"]);
  },
);

check("a lock has one holder at a time, and can be given back", async (files, folder) => {
  const give = await files.lock(`${folder}/.lock`);
  assert.ok(give);
  assert.equal(await files.lock(`${folder}/.lock`), undefined);
  give();
  const again = await files.lock(`${folder}/.lock`);
  assert.ok(again);
  again();
});

check("who holds a lock can be told without taking it, or making it", async (files, folder) => {
  const path = `${folder}/.lock`;
  assert.equal(await files.isLocked(path), false);
  assert.deepEqual(await files.list(folder), []);
  const give = await files.lock(path);
  assert.equal(await files.isLocked(path), true);
  give?.();
  assert.equal(await files.isLocked(path), false);
});

check("size is that of a file, or of all that a folder holds, in bytes", async (files, folder) => {
  assert.equal(await files.size(folder), 0);
  await files.writeText(`${folder}/a.txt`, "é");
  await files.writeText(`${folder}/deep/er/b.txt`, "1234567");
  assert.equal(await files.size(`${folder}/a.txt`), 2);
  assert.equal(await files.size(folder), 9);
  assert.equal(await files.size(`${folder}/none`), 0);
});

check("a stretch of a file is read, as far as there is one", async (files, folder) => {
  const path = `${folder}/a.txt`;
  await files.writeText(path, "0123456789");
  const read = async (from: number, length: number) =>
    new TextDecoder().decode(await files.readBytes(path, from, length));
  assert.equal(await read(0, 4), "0123");
  assert.equal(await read(8, 4), "89");
  assert.equal(await read(99, 4), "");
  await assert.rejects(files.readBytes(`${folder}/none`, 0, 1), {
    message: `Cannot read "${folder}/none": there is no such file`,
  });
});

check(
  "a draft is seen when it is finished, and not where it is discarded",
  async (files, folder) => {
    const draft = await files.draft(`${folder}/deep/a.txt`);
    draft.write("one \u00e9\n");
    draft.write(new TextEncoder().encode("two\n"));
    assert.equal(await files.isFile(`${folder}/deep/a.txt`), false);
    await draft.finish();
    assert.equal(await files.readText(`${folder}/deep/a.txt`), "one \u00e9\ntwo\n");
    await draft.discard();
    const other = await files.draft(`${folder}/deep/a.txt`);
    other.write("three");
    await other.discard();
    assert.equal(await files.readText(`${folder}/deep/a.txt`), "one \u00e9\ntwo\n");
    assert.deepEqual(await files.list(`${folder}/deep`), ["a.txt"]);
  },
);

check(
  "bytes are added to the end of a file, and it takes the place of another",
  async (files, folder) => {
    const bytes = new TextEncoder().encode("été\n");
    files.swapText(`${folder}/part.txt`, "");
    for (let time = 0; time < 3; time++) files.appendBytes(`${folder}/part.txt`, bytes);
    await files.writeText(`${folder}/whole.txt`, "before");
    await files.rename(`${folder}/part.txt`, `${folder}/whole.txt`);
    assert.equal(await files.readText(`${folder}/whole.txt`), "été\nété\nété\n");
    assert.deepEqual(await files.list(folder), ["whole.txt"]);
  },
);

check("an absent file cannot be read at once, nor be given a name", async (files, folder) => {
  const read = `Cannot read "${folder}/none": there is no such file`;
  assert.throws(() => [...files.linesAtOnce(`${folder}/none`)], { message: read });
  await assert.rejects(
    files.rename(`${folder}/none`, `${folder}/some`),
    /Cannot \w+ ".*\/none": there is no such/,
  );
});
