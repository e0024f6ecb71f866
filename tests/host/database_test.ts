import assert from "node:assert/strict";
import { denoHost } from "../../lib/host/deno.ts";
import type { Host } from "../../lib/host/host.ts";
import { memoryHost } from "../../lib/host/memory.ts";

/** Both hosts promise the same of databases: every test here runs on either. */
function check(promise: string, body: (host: Host, path: string) => Promise<void>): void {
  for (const [name, host] of [["denoHost", denoHost()], ["memoryHost", memoryHost()]] as const) {
    Deno.test(`${name}() database: ${promise}`, async () => {
      const folder = await host.files.temporaryFolder();
      try {
        await body(host, `${folder}/run.sqlite`);
      } finally {
        await host.files.remove(folder);
      }
    });
  }
}

check("values of every kind come back as they were stored", async (host, path) => {
  const database = await host.database(path);
  database.exec("CREATE TABLE t (a, b, c, d, e)");
  const values = ["é\u{1f37a}", 7, 0.1, null, Uint8Array.of(1, 0, 255)];
  const { changes } = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)").run(...values);
  assert.equal(Number(changes), 1);
  const row = database.prepare("SELECT * FROM t").get();
  assert.deepEqual({ ...row }, {
    a: "é\u{1f37a}",
    b: 7,
    c: 0.1,
    d: null,
    e: Uint8Array.of(1, 0, 255),
  });
  database.close();
});

check("a statement walks its rows, and has none where there are none", async (host, path) => {
  const database = await host.database(path);
  database.exec("CREATE TABLE t (n); INSERT INTO t VALUES (3), (1), (2)");
  const sorted = database.prepare("SELECT n FROM t WHERE n < ? ORDER BY n");
  assert.deepEqual([...sorted.iterate(3)].map(({ n }) => n), [1, 2]);
  assert.deepEqual([...sorted.iterate(1)], []);
  assert.equal(sorted.get(1), undefined);
  database.close();
});

check("rows are kept from one opening to the next", async (host, path) => {
  const first = await host.database(path);
  first.exec("CREATE TABLE t (n); INSERT INTO t VALUES (1)");
  first.close();
  const second = await host.database(path);
  second.exec("INSERT INTO t VALUES (2)");
  assert.deepEqual([...second.prepare("SELECT n FROM t").iterate()].map(({ n }) => n), [1, 2]);
  second.close();
});

check("what was not committed when it closed is gone", async (host, path) => {
  const first = await host.database(path);
  first.exec("CREATE TABLE t (n); BEGIN; INSERT INTO t VALUES (1)");
  first.close();
  const second = await host.database(path);
  assert.equal(second.prepare("SELECT n FROM t").get(), undefined);
  second.exec("BEGIN; INSERT INTO t VALUES (2); COMMIT");
  second.close();
});

check("opened twice at the same time, it is the same file", async (host, path) => {
  const [one, two] = await Promise.all([host.database(path), host.database(path)]);
  one.exec("CREATE TABLE t (n); INSERT INTO t VALUES (1)");
  assert.equal(two.prepare("SELECT n FROM t").get()?.["n"], 1);
  one.close();
  two.close();
});

check("it is a file: it is there, and once removed it begins anew", async (host, path) => {
  const first = await host.database(path);
  first.exec("CREATE TABLE t (n)");
  first.close();
  assert.equal(await host.files.isFile(path), true);
  await host.files.remove(path);
  const second = await host.database(path);
  second.exec("CREATE TABLE t (n)");
  second.close();
});

check("two in memory share nothing", async (host) => {
  const one = await host.database(":memory:");
  const two = await host.database(":memory:");
  one.exec("CREATE TABLE t (n)");
  assert.throws(() => two.prepare("SELECT n FROM t"), /no such table/);
  one.close();
  two.close();
});

check("opened to be read only it must be there, and is not made", async (host, path) => {
  await assert.rejects(host.database(path, { readOnly: true }), /unable to open database file/);
  assert.equal(await host.files.isFile(path), false);
  const writer = await host.database(path);
  writer.exec("CREATE TABLE t (n); INSERT INTO t VALUES (1)");
  const reader = await host.database(path, { readOnly: true });
  assert.equal(reader.prepare("SELECT n FROM t").get()?.n, 1);
  reader.close();
  writer.close();
});

Deno.test("denoHost() database: a new file is its owner's alone, and an old one stays as it is", async () => {
  const host = denoHost();
  const folder = await host.files.temporaryFolder();
  const modeOf = async (path: string) => (Number((await Deno.stat(path)).mode) & 0o777).toString(8);
  const database = await host.database(`${folder}/new.sqlite`);
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (n)");
  const names = ["new.sqlite", "new.sqlite-shm", "new.sqlite-wal"];
  assert.deepEqual(await host.files.list(folder), names);
  for (const name of names) assert.equal(await modeOf(`${folder}/${name}`), "600");
  database.close();
  await Deno.writeTextFile(`${folder}/old.sqlite`, "", { mode: 0o640 });
  const before = await modeOf(`${folder}/old.sqlite`);
  (await host.database(`${folder}/old.sqlite`)).close();
  assert.equal(await modeOf(`${folder}/old.sqlite`), before);
  await host.files.remove(folder);
});
