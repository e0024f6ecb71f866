import assert from "node:assert/strict";
import { denoFiles } from "../../lib/host/deno_files.ts";

const files = denoFiles();
const windows = Deno.build.os === "windows";

function check(name: string, body: (folder: string) => Promise<void>, ignore = false): void {
  Deno.test({
    name: `denoFiles() ${name}`,
    ignore,
    async fn() {
      const folder = await Deno.makeTempDir();
      try {
        await body(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Fails unless an act rejects with one sentence that names the path and no number of the system. */
async function assertSays(act: Promise<unknown>, message: string): Promise<void> {
  await assert.rejects(act, (error: Error) => {
    assert.equal(error.message, message);
    assert.doesNotMatch(error.message, /os error|\n/);
    assert.ok(error.cause instanceof Error);
    return true;
  });
}

check("say in one sentence why a file cannot be read", async (folder) => {
  await Deno.writeFile(`${folder}/bytes`, Uint8Array.of(0x61, 0xff));
  const cases = {
    none: "there is no such file",
    "": "it is a folder, not a file",
    "bytes/below": "a part of the path is not a folder",
    bytes: "it is not UTF-8 text",
    "a\0b": "file name contained an unexpected nul byte",
  };
  for (const [name, reason] of Object.entries(cases)) {
    const path = `${folder}/${name}`;
    await assertSays(files.readText(path), `Cannot read "${path}": ${reason}`);
    await assertSays(Array.fromAsync(files.readLines(path)), `Cannot read "${path}": ${reason}`);
  }
});

check(
  "say why a file cannot be read by lines, even when it breaks at its very end",
  async (folder) => {
    // The first two of the three bytes of "€".
    await Deno.writeFile(`${folder}/half`, Uint8Array.of(0x61, 0x0a, 0xe2, 0x82));
    const lines = files.readLines(`${folder}/half`)[Symbol.asyncIterator]();
    assert.deepEqual(await lines.next(), { done: false, value: "a" });
    await assertSays(lines.next(), `Cannot read "${folder}/half": it is not UTF-8 text`);
  },
);

check("write into a pipe and leave it one, in one text and piece by piece", async (folder) => {
  const pipe = `${folder}/pipe`;
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const read = [
    new Deno.Command("head", { args: ["-c", "5", pipe], stdout: "piped" }).output(),
    files.writeText(pipe, "whole"),
  ] as const;
  assert.equal(new TextDecoder().decode((await read[0]).stdout), "whole");
  await read[1];
  const pieces = new Deno.Command("cat", { args: [pipe], stdout: "piped" }).output();
  const draft = await files.draft(pipe);
  draft.write("in ");
  draft.write("two");
  await draft.finish();
  assert.equal(new TextDecoder().decode((await pieces).stdout), "in two");
  assert.ok((await Deno.lstat(pipe)).isFifo);
  assert.deepEqual(await Array.fromAsync(Deno.readDir(folder), ({ name }) => name), ["pipe"]);
}, windows);

check("take the place of no file that nobody may write to", async (folder) => {
  const path = `${folder}/kept`;
  await Deno.writeTextFile(path, "mine");
  await Deno.chmod(path, 0o444);
  await assertSays(files.writeText(path, "yours"), `Cannot write "${path}": it is read-only`);
  await assertSays(files.draft(path), `Cannot write "${path}": it is read-only`);
  await assertSays(files.checkWritable(path), `Cannot write "${path}": it is read-only`);
  assert.equal(await Deno.readTextFile(path), "mine");
  assert.deepEqual(await Array.fromAsync(Deno.readDir(folder), ({ name }) => name), ["kept"]);
}, windows);

check("know whether a file could be written, and change none", async (folder) => {
  const [path, inside] = [`${folder}/there`, `${folder}/there/inside`];
  await Deno.writeTextFile(path, "mine");
  await files.checkWritable(path);
  await files.checkWritable(`${folder}/new`);
  await files.checkWritable("/dev/null");
  await assertSays(
    files.checkWritable(folder),
    `Cannot write "${folder}": it is a folder, not a file`,
  );
  await assertSays(
    files.checkWritable(inside),
    `Cannot write "${inside}": a file stands where a folder must be`,
  );
  assert.equal(await Deno.readTextFile(path), "mine");
  assert.deepEqual(await Array.fromAsync(Deno.readDir(folder), ({ name }) => name), ["there"]);
}, windows);

check("give up devices that never end, and read a pipe to its end", async (folder) => {
  const endless = "it has more than 64 million characters";
  for (const [device, reason] of [["zero", endless], ["urandom", "it is not UTF-8 text"]]) {
    const path = `/dev/${device}`;
    await assertSays(files.readText(path), `Cannot read "${path}": ${reason}`);
    await assertSays(Array.fromAsync(files.readLines(path)), `Cannot read "${path}": ${reason}`);
  }
  assert.equal(await files.readText("/dev/null"), "");
  const pipe = `${folder}/pipe`;
  assert.ok((await new Deno.Command("mkfifo", { args: [pipe] }).output()).success);
  for (const read of [files.readText, (path: string) => Array.fromAsync(files.readLines(path))]) {
    assert.equal(await files.isFile(pipe), true);
    const [found] = await Promise.all([read(pipe), Deno.writeTextFile(pipe, "one\ntwo\n")]);
    assert.equal(String(found), read === files.readText ? "one\ntwo\n" : "one,two");
  }
}, windows);

check("say why a file or folder cannot be looked for", async (folder) => {
  await Deno.symlink(`${folder}/loop`, `${folder}/loop`);
  await assertSays(
    files.isFile(`${folder}/loop`),
    `Cannot look for "${folder}/loop": too many levels of symbolic links`,
  );
  const long = `${folder}/${"x".repeat(300)}`;
  await assertSays(files.isFile(long), `Cannot look for "${long}": file name too long`);
}, windows);

check("say why a file or folder cannot be made", async (folder) => {
  await Deno.writeTextFile(`${folder}/file`, "");
  await assertSays(
    files.writeText(`${folder}/file/a.txt`, "x"),
    `Cannot write "${folder}/file/a.txt": a file stands where a folder must be`,
  );
  await assertSays(
    files.makeFolder(`${folder}/file`),
    `Cannot make the folder "${folder}/file": a file stands where a folder must be`,
  );
  await assertSays(
    files.writeText(folder, "x"),
    `Cannot write "${folder}": it is a folder, not a file`,
  );
});

check("leave no temporary file behind, whether a file was written or not", async (folder) => {
  await files.writeText(`${folder}/a.txt`, "one");
  await files.writeText(`${folder}/a.txt`, "two");
  await Deno.mkdir(`${folder}/taken`);
  await assert.rejects(files.writeText(`${folder}/taken`, "x"));
  assert.deepEqual(await files.list(folder), ["a.txt", "taken"]);
});

check("replace a file in one step: who has it open still reads the old text", async (folder) => {
  await files.writeText(`${folder}/a.txt`, "the old text");
  using reader = await Deno.open(`${folder}/a.txt`);
  const before = await reader.stat();
  await files.writeText(`${folder}/a.txt`, "new");
  const bytes = new Uint8Array(64);
  const length = await reader.read(bytes);
  assert.equal(new TextDecoder().decode(bytes.subarray(0, length ?? 0)), "the old text");
  assert.notEqual((await Deno.stat(`${folder}/a.txt`)).ino, before.ino);
}, windows);

check("a reader beside many writers sees one text or the other, never half", async (folder) => {
  const texts = ["a".repeat(100_000), "b".repeat(200_000)];
  await files.writeText(`${folder}/a.txt`, texts[0] ?? "");
  const writing = Promise.all(
    Array.from({ length: 20 }, (_, i) => files.writeText(`${folder}/a.txt`, texts[i % 2] ?? "")),
  );
  for (let i = 0; i < 50; i++) {
    assert.ok(texts.includes(await files.readText(`${folder}/a.txt`)));
  }
  await writing;
  assert.deepEqual(await files.list(folder), ["a.txt"]);
});

check(
  "files are for their owner to read and write, folders for their owner to enter",
  async (folder) => {
    await files.writeText(`${folder}/a.txt`, "x");
    await files.makeFolder(`${folder}/b/c`);
    const mode = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;
    assert.equal(await mode(`${folder}/a.txt`), 0o600);
    assert.equal(await mode(`${folder}/b`), 0o700);
    assert.equal(await mode(`${folder}/b/c`), 0o700);
  },
  windows,
);

check("a byte order mark is no part of the text", async (folder) => {
  await Deno.writeTextFile(`${folder}/a.txt`, "\uFEFFone\ntwo");
  assert.equal(await files.readText(`${folder}/a.txt`), "one\ntwo");
  assert.deepEqual(await Array.fromAsync(files.readLines(`${folder}/a.txt`)), ["one", "two"]);
});

Deno.test("denoHost() files: a lock is free again when the program that held it was killed", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/.lock`;
  const code = `import { denoHost } from ${
    JSON.stringify(new URL("../../lib/host/deno.ts", import.meta.url))
  };
    console.log(await denoHost().files.lock(${JSON.stringify(path)}) ? "held" : "refused");
    setInterval(() => {}, 1000);`;
  const child = new Deno.Command(Deno.execPath(), { args: ["eval", code], stdout: "piped" })
    .spawn();
  const reader = child.stdout.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), "held\n");
  assert.equal(await files.lock(path), undefined);
  child.kill("SIGKILL");
  await child.status;
  await reader.cancel();
  const give = await files.lock(path);
  assert.ok(give);
  give();
  await Deno.remove(folder, { recursive: true });
});
