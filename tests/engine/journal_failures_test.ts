import assert from "node:assert/strict";
import { Journal } from "../../lib/engine/journal.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { place, record, row } from "./journals.ts";

/** The one sentence with which a journal at that path cannot be opened. */
async function refusal(path: string): Promise<string> {
  try {
    await Journal.open(denoHost(), path);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return "it was opened";
}

Deno.test("Journal lets nothing count after a write has failed, and names the file", async () => {
  await using at = await place();
  const journal = await at.open();
  await journal.keep(record("p1"));
  await at.change("DROP TABLE calls");
  const sentence = new RegExp(`^Cannot write the journal "${at.path}": no such table: .*calls$`);
  await assert.rejects(journal.keep(record("p2")), { name: "Error", message: sentence });
  // The other table is there, but rows must not outlive the replies they were made of.
  await assert.rejects(journal.finish(0, "p2", [row("p2")]), { message: sentence });
  assert.deepEqual(await at.look("SELECT * FROM units"), []);
});

Deno.test("Journal takes nothing of a group back half: all that waited with a failed write fails", async () => {
  await using at = await place();
  const journal = await at.open();
  await at.change("DROP TABLE calls");
  const finished = journal.finish(0, "p1", [row("p1")]);
  const kept = journal.keep(record("p1"));
  const outcomes = await Promise.allSettled([finished, kept]);
  assert.deepEqual(outcomes.map(({ status }) => status), ["rejected", "rejected"]);
  assert.deepEqual(await at.look("SELECT * FROM units"), []);
});

Deno.test("Journal refuses a file of another kind and leaves it as it was", async () => {
  await using at = await place();
  await Deno.writeTextFile(at.path, "Dear diary, this is no database.\n".repeat(100));
  const before = await Deno.readFile(at.path);
  assert.equal(
    await refusal(at.path),
    `Cannot open the journal "${at.path}": file is not a database`,
  );
  assert.deepEqual(await Deno.readFile(at.path), before);
});

Deno.test("Journal refuses somebody else's database and leaves it as it was", async () => {
  await using at = await place();
  await at.change("CREATE TABLE accounts (id INTEGER); INSERT INTO accounts VALUES (1)");
  const before = await Deno.readFile(at.path);
  assert.equal(
    await refusal(at.path),
    `Cannot open the journal "${at.path}": it is not a journal of Quorum`,
  );
  assert.deepEqual(await Deno.readFile(at.path), before);
});

Deno.test("Journal refuses a file of a newer version", async () => {
  await using at = await place();
  (await at.open()).close();
  await at.change("PRAGMA user_version = 99");
  assert.equal(
    await refusal(at.path),
    `Cannot open the journal "${at.path}": it is of version 99, and this program reads up to 3`,
  );
});

Deno.test("Journal refuses a folder, and a place that is not there", async () => {
  await using at = await place();
  await Deno.mkdir(at.path);
  for (const path of [at.path, `${at.path}/no/such/run.sqlite`]) {
    const sentence = await refusal(path);
    const begins = `Cannot open the journal "${path}": unable to open database file`;
    assert.ok(sentence.startsWith(begins) && !sentence.includes("\n"), sentence);
  }
});

Deno.test("Journal can be closed twice, and takes nothing after that", async () => {
  await using at = await place();
  const journal = await at.open();
  journal.close();
  journal.close();
  await assert.rejects(journal.keep(record("p1")), {
    message: `Cannot write the journal "${at.path}": it is closed`,
  });
});

Deno.test("Journal begins anew in a file that is empty", async () => {
  await using at = await place();
  await Deno.writeTextFile(at.path, "");
  const journal = await at.open();
  await journal.keep(record("p1"));
  assert.ok(journal.isNew && journal.find(record("p1").key));
});

Deno.test("Journal leaves no timer behind when it is closed with writes waiting", async () => {
  // The sanitizers of this test are the assertion.
  await using at = await place();
  const journal = await at.open();
  const writes = [journal.keep(record("p1")), journal.finish(0, "p1", [row("p1")])];
  journal.close();
  await Promise.all(writes);
});

Deno.test("Journal keeps every write it has reported when its process is killed", async () => {
  await using at = await place();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL("journal_writer.ts", import.meta.url).pathname, at.path],
    stdout: "piped",
  }).spawn();
  let reported = "";
  let isKilled = false;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    reported += text;
    // Five thousand lines of seven characters.
    if (reported.length < 35_000 || isKilled) continue;
    child.kill("SIGKILL");
    isKilled = true;
  }
  assert.equal((await child.status).signal, "SIGKILL");
  const whole = reported.slice(0, reported.lastIndexOf("\n")).split("\n");
  assert.ok(whole.length >= 5000);
  const journal = await at.open();
  for (const unit of whole) {
    assert.deepEqual(journal.find(record(unit).key)?.reply, record(unit).reply);
  }
});
