import assert from "node:assert/strict";
import { type MemoryHost, memoryHost, type MemoryOptions } from "../../lib/host/memory.ts";

/** A host whose every request waits until it is let go. */
function held(): { host: MemoryHost; letGo: () => void } {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const options: MemoryOptions = { fetch: () => promise };
  return { host: memoryHost(options), letGo: () => resolve(new Response("late")) };
}

Deno.test("memoryHost() tells a time that moves only while someone sleeps", async () => {
  const { clock } = memoryHost();
  assert.equal(clock.now(), 0);
  await clock.breathe();
  assert.equal(clock.now(), 0);
  await clock.sleep(90_000);
  assert.equal(clock.now(), 90_000);
  assert.equal(clock.elapsed(), 90_000);
  await clock.sleep(0);
  await clock.sleep(-5);
  assert.equal(clock.now(), 90_000);
});

Deno.test("memoryHost() wakes sleepers in the order of their times, ties as they lay down", async () => {
  const { clock } = memoryHost();
  const woken: string[] = [];
  const sleep = async (name: string, milliseconds: number) => {
    await clock.sleep(milliseconds);
    woken.push(`${name} at ${clock.now()}`);
  };
  await Promise.all([sleep("c", 300), sleep("a", 100), sleep("d", 300), sleep("b", 200)]);
  assert.deepEqual(woken, ["a at 100", "b at 200", "c at 300", "d at 300"]);
});

Deno.test("memoryHost() lets a sleeper act before the next one wakes", async () => {
  const { clock } = memoryHost();
  const woken: number[] = [];
  const long = clock.sleep(500).then(() => woken.push(clock.now()));
  for (let i = 0; i < 4; i++) {
    await clock.sleep(100);
    woken.push(clock.now());
  }
  await long;
  assert.deepEqual(woken, [100, 200, 300, 400, 500]);
});

Deno.test("memoryHost() rejects an aborted sleep with the signal's reason, and time stays", async () => {
  const { clock } = memoryHost();
  const reason = new Error("enough");
  await assert.rejects(clock.sleep(1000, AbortSignal.abort(reason)), (error) => error === reason);
  const stop = new AbortController();
  const asleep = assert.rejects(clock.sleep(1000, stop.signal), (error) => error === reason);
  stop.abort(reason);
  await asleep;
  assert.equal(clock.now(), 0);
  await clock.sleep(10);
  assert.equal(clock.now(), 10);
});

Deno.test("memoryHost() takes an abort after the sleep as nothing", async () => {
  const { clock } = memoryHost();
  const stop = new AbortController();
  await clock.sleep(10, stop.signal);
  stop.abort();
  await clock.sleep(10);
  assert.equal(clock.now(), 20);
});

Deno.test("memoryHost() holds time while a request is in flight", async () => {
  const { host, letGo } = held();
  const asked = host.fetch("https://example.com/");
  let woke = false;
  const asleep = host.clock.sleep(1000).then(() => woke = true);
  for (let i = 0; i < 20; i++) await host.clock.breathe();
  assert.equal(woke, false);
  assert.equal(host.clock.now(), 0);
  letGo();
  assert.equal(await (await asked).text(), "late");
  await asleep;
  assert.equal(host.clock.now(), 1000);
});

Deno.test("memoryHost() lets time go on after a request has failed", async () => {
  const host = memoryHost({ fetch: () => Promise.reject(new TypeError("connection reset")) });
  const asked = assert.rejects(host.fetch("https://example.com/"), /connection reset/);
  await host.clock.sleep(5);
  await asked;
  assert.equal(host.clock.now(), 5);
});

Deno.test("memoryHost() holds time until the last of several requests is done", async () => {
  const answers = [Promise.withResolvers<Response>(), Promise.withResolvers<Response>()];
  let asked = 0;
  const host = memoryHost({
    fetch: () => answers[asked++]?.promise ?? Promise.reject(new Error("asked a third time")),
  });
  const requests = [host.fetch("https://a.example/"), host.fetch("https://b.example/")];
  const asleep = host.clock.sleep(1);
  answers[0]?.resolve(new Response());
  await requests[0];
  for (let i = 0; i < 5; i++) await host.clock.breathe();
  assert.equal(host.clock.now(), 0);
  answers[1]?.resolve(new Response());
  await asleep;
  assert.equal(host.clock.now(), 1);
});

Deno.test("memoryHost() hands requests to the network it is given, and has none by itself", async () => {
  const host = memoryHost({
    fetch: async (input, init) => new Response(await new Request(input, init).text()),
  });
  const echoed = await host.fetch("https://example.com/", { method: "POST", body: "hello" });
  assert.equal(await echoed.text(), "hello");
  await assert.rejects(memoryHost().fetch("https://example.com/"), {
    name: "TypeError",
    message: "the network of this host is unreachable",
  });
});

Deno.test("memoryHost() has the files, variables and terminal it is given", async () => {
  const host = memoryHost({ files: { "/a/b.txt": "one" }, env: { KEY: "value", EMPTY: "" } });
  assert.equal(await host.files.readText("/a/b.txt"), "one");
  assert.deepEqual([...host.contents], [["/a/b.txt", "one"]]);
  assert.equal(host.env("KEY"), "value");
  assert.equal(host.env("EMPTY"), undefined);
  assert.equal(host.env("HOME"), undefined);
  host.terminal.out("a");
  host.terminal.err("b");
  host.terminal.out("c");
  assert.deepEqual(host.written, { out: "ac", err: "b" });
});

Deno.test("memoryHost() counts its identifiers, so that tests reproduce", () => {
  const host = memoryHost();
  assert.equal(host.identifier(), "0".repeat(32));
  assert.equal(host.identifier(), "1".padStart(32, "0"));
});

Deno.test("memoryHost() tells those who listen of an interrupt, until they leave", () => {
  const host = memoryHost();
  let heard = 0;
  const leave = host.onInterrupt(() => heard++);
  host.interrupt();
  host.interrupt();
  leave();
  host.interrupt();
  assert.equal(heard, 2);
});

Deno.test("memoryHost() asks the person at its terminal, and nobody where none sits there", async () => {
  const host = memoryHost({ typed: ["y"] });
  assert.equal(await host.terminal.ask("Sure? "), "y");
  assert.equal(await host.terminal.ask("Really? "), undefined);
  assert.equal(host.written.err, "Sure? Really? ");
  const alone = memoryHost();
  assert.equal(await alone.terminal.ask("Sure? "), undefined);
  assert.equal(alone.written.err, "");
});
