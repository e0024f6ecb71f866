import assert from "node:assert/strict";
import { ABOUT, keyNamed, storePlace, TO } from "./stores.ts";

const COUNT = 400;

/** A process of its own that records into the store at a path. */
function writer(path: string, name: string, count = COUNT): Deno.ChildProcess {
  const script = new URL("responses_writer.ts", import.meta.url).pathname;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, path, name, `${count}`],
    stdout: "piped",
  }).spawn();
}

Deno.test("Responses lets several processes record into one new file at once, and all agree on it", async () => {
  await using place = await storePlace();
  const writers = ["one", "two", "three"].map((name) => writer(place.path, name));
  const ended = await Promise.all(writers.map((process) => process.output()));
  assert.deepEqual(ended.map(({ code }) => code), [0, 0, 0]);
  const [first, ...others] = ended.map(({ stdout }) => new TextDecoder().decode(stdout));
  for (const other of others) assert.equal(other, first);
  using store = await place.open("replay");
  const held = Array.from(
    { length: COUNT },
    (_, place) => store.find(keyNamed(`${place}`), TO, ABOUT)?.reply.text,
  );
  assert.equal(`${held.join("\n")}\n`, first);
});

Deno.test("Responses lets several processes begin one file at the same moment", async () => {
  await using place = await storePlace();
  const script = new URL("responses_openers.ts", import.meta.url).pathname;
  const args = ["run", "-A", "--no-check", script, place.folder, "100", `${Date.now() + 1500}`];
  const openers = Array.from({ length: 3 }, () => {
    return new Deno.Command(Deno.execPath(), { args, stderr: "piped" }).output();
  });
  for (const { stderr } of await Promise.all(openers)) {
    assert.equal(new TextDecoder().decode(stderr), "");
  }
  assert.equal([...Deno.readDirSync(place.folder)].length, 100);
});

Deno.test("Responses keeps every reply it has reported when its process is killed", async () => {
  await using place = await storePlace();
  const child = writer(place.path, "one", 1_000_000);
  let reported = "";
  let isKilled = false;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    reported += text;
    if (reported.length < 5000 || isKilled) continue;
    child.kill("SIGKILL");
    isKilled = true;
  }
  assert.equal((await child.status).signal, "SIGKILL");
  const lines = reported.slice(0, reported.lastIndexOf("\n")).split("\n");
  assert.ok(lines.length > 300);
  using store = await place.open("replay");
  for (const [at, line] of lines.entries()) {
    assert.equal(store.find(keyNamed(`${at}`), TO, ABOUT)?.reply.text, line);
  }
});
