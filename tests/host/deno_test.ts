import assert from "node:assert/strict";
import { denoHost } from "../../lib/host/deno.ts";

const module = JSON.stringify(new URL("../../lib/host/deno.ts", import.meta.url).href);

/** Starts a program of a few lines in a process of its own, with `host` in its hands. */
function start(lines: string, ...permissions: string[]): Deno.ChildProcess {
  const code = `import { denoHost } from ${module}; const host = denoHost(); ${lines}`;
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--no-config", ...permissions, url],
    env: { QUORUM_TEST_SET: "here", QUORUM_TEST_EMPTY: "", NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function outputOf(child: Deno.ChildProcess): Promise<{ out: string; err: string }> {
  const { stdout, stderr, success } = await child.output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.ok(success, err);
  return { out: out ?? "", err: err ?? "" };
}

const readEnv = `host.terminal.out(JSON.stringify(
  ["SET", "EMPTY", "ABSENT"].map((name) => host.env("QUORUM_TEST_" + name) ?? null)
));`;

Deno.test("denoHost() reads variables; an empty one is as good as none", async () => {
  const { out } = await outputOf(start(readEnv, "--allow-env"));
  assert.equal(out, '["here",null,null]');
});

Deno.test("denoHost() has no variables where they are not permitted", async () => {
  const { out } = await outputOf(start(readEnv));
  assert.equal(out, "[null,null,null]");
});

Deno.test("denoHost() writes results to standard output and all else to standard error", async () => {
  const { out, err } = await outputOf(start(`
    host.terminal.out("é".repeat(300_000));
    host.terminal.err("b".repeat(300_000) + "!");
    host.terminal.out(String(host.terminal.interactive || host.terminal.colour));
  `));
  assert.equal(out, `${"é".repeat(300_000)}false`);
  assert.equal(err, `${"b".repeat(300_000)}!`);
});

Deno.test({
  name: "denoHost() tells of an interrupt, until the listener leaves",
  ignore: Deno.build.os === "windows",
  async fn() {
    const child = start(`
      const stop = new AbortController();
      const leave = host.onInterrupt(() => { host.terminal.out("heard"); stop.abort(); });
      host.terminal.out("ready ");
      await host.clock.sleep(600_000, stop.signal).catch(() => {});
      leave();
      host.terminal.out("left");
      await host.clock.sleep(600_000);
    `);
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await reader.read()).value, "ready ");
    child.kill("SIGINT");
    let said = "";
    for (let done = false; !done && said.length < "heardleft".length;) {
      const chunk = await reader.read();
      [said, done] = [said + (chunk.value ?? ""), chunk.done];
    }
    assert.equal(said, "heardleft");
    // Nobody listens any more, so it ends the program.
    child.kill("SIGINT");
    assert.equal((await reader.read()).done, true);
    await child.stderr.cancel();
    assert.equal((await child.status).signal, "SIGINT");
  },
});

Deno.test("denoHost() tells the time of this machine", async () => {
  const { clock } = denoHost();
  const before = Date.now();
  const now = clock.now();
  assert.ok(before <= now && now <= Date.now());
  const first = clock.elapsed();
  await clock.sleep(1);
  await clock.breathe();
  assert.ok(clock.elapsed() >= first);
});

Deno.test("denoHost() rejects an aborted sleep with the signal's reason and leaves no timer", async () => {
  const { clock } = denoHost();
  const reason = new Error("enough");
  await assert.rejects(clock.sleep(600_000, AbortSignal.abort(reason)), (e) => e === reason);
  const stop = new AbortController();
  const asleep = assert.rejects(clock.sleep(600_000, stop.signal), (e) => e === reason);
  stop.abort(reason);
  await asleep;
});

Deno.test("denoHost() takes an abort after the sleep as nothing", async () => {
  const stop = new AbortController();
  await denoHost().clock.sleep(0, stop.signal);
  stop.abort();
});

Deno.test("denoHost() asks the network", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => new Response(`${request.method} ${await request.text()}`),
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const response = await denoHost().fetch(url, { method: "POST", body: "hello" });
  assert.equal(await response.text(), "POST hello");
});

Deno.test("denoHost() names things with 32 hexadecimal digits, never twice", () => {
  const host = denoHost();
  const names = Array.from({ length: 100 }, () => host.identifier());
  assert.equal(new Set(names).size, 100);
  for (const name of names) assert.match(name, /^[0-9a-f]{32}$/);
});

Deno.test("denoHost() says which runtime it is", () => {
  assert.equal(denoHost().runtime, `deno ${Deno.version.deno}`);
});

Deno.test("denoHost() refuses a database that is none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await assert.rejects(denoHost().database(`${folder}/none/run.sqlite`), /unable to open/);
    await Deno.writeTextFile(`${folder}/text.sqlite`, "not a database at all, just some text");
    const database = await denoHost().database(`${folder}/text.sqlite`);
    assert.throws(() => database.exec("CREATE TABLE t (n)"), /not a database/);
    database.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("denoHost() lets nobody write to a database that is opened to be read only", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/run.sqlite`;
    const writer = await denoHost().database(path);
    writer.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (n)");
    const reader = await denoHost().database(path, { readOnly: true });
    assert.throws(() => reader.exec("INSERT INTO t VALUES (1)"), /readonly database/);
    reader.close();
    writer.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("denoHost().fetchOnce() sends a request once, also where the connection breaks before the reply", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let posts = 0;
  const serve = async (connection: Deno.TcpConn) => {
    const bytes = new Uint8Array(4096);
    for (;;) {
      const read = await connection.read(bytes).catch(() => null);
      if (read === null) return connection.close();
      if (new TextDecoder().decode(bytes.subarray(0, read)).startsWith("POST")) {
        posts += 1;
        return connection.close();
      }
      await connection.write(
        new TextEncoder().encode("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"),
      );
    }
  };
  const served: Promise<void>[] = [];
  const accepting = (async () => {
    for await (const connection of listener) served.push(serve(connection));
  })();
  const { fetchOnce } = denoHost();
  const url = `http://127.0.0.1:${listener.addr.port}/`;
  assert.equal(await (await fetchOnce(url)).text(), "ok");
  await assert.rejects(fetchOnce(url, { method: "POST", body: "once" }));
  assert.equal(posts, 1);
  listener.close();
  await accepting;
  await Promise.all(served);
});
