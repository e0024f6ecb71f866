import assert from "node:assert/strict";
import { type ResponseMode } from "../../lib/engine/response_mode.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { type Host } from "../../lib/host/host.ts";
import { stream } from "../../lib/random/stream.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { ABOUT, keyNamed, replyOf, smallDisk, type StorePlace, storePlace, TO } from "./stores.ts";

const NAMES = Array.from({ length: 60 }, (_, place) => `request ${place}`);

/** A store with a reply for each of the names, closed. */
async function filled(place: StorePlace): Promise<void> {
  using store = await place.open();
  await Promise.all(
    NAMES.map((name) => store.keep(keyNamed(name), replyOf(`${name}! `.repeat(9)))),
  );
}

/** Everything that a store says, or the sentence with which it cannot. */
async function said(place: StorePlace, mode: ResponseMode = "replay"): Promise<string> {
  try {
    using store = await place.open(mode);
    return NAMES.map((name) => store.find(keyNamed(name), TO, ABOUT)?.reply.text).join();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}

Deno.test("Responses never takes a damaged store for a whole one, whichever byte is flipped", async () => {
  await using place = await storePlace();
  await filled(place);
  const whole = await said(place);
  const bytes = await Deno.readFile(place.path);
  const random = stream(11);
  let refused = 0;
  for (let round = 0; round < 400; round++) {
    const damaged = bytes.slice();
    const at = random.integer(bytes.length);
    damaged[at] = bytes[at]! ^ (1 << random.integer(8));
    await Deno.writeFile(place.path, damaged);
    const heard = await said(place);
    if (heard === whole) continue;
    refused += 1;
    const isSentence = heard.startsWith("Cannot ") && heard.includes(`"${place.path}"`);
    assert.ok(isSentence && !heard.includes("\n"), `byte ${at}: ${heard.slice(0, 300)}`);
  }
  assert.ok(refused > 200, `${refused} of 400`);
});

Deno.test("Responses refuses a store that was cut off, at any length, and names the file", async () => {
  await using place = await storePlace();
  await filled(place);
  const bytes = await Deno.readFile(place.path);
  const random = stream(12);
  const lengths = Array.from({ length: 40 }, () => 1 + random.integer(bytes.length - 1));
  for (const length of [4096, 8192, bytes.length - 1, ...lengths]) {
    await Deno.writeFile(place.path, bytes.slice(0, length));
    for (const mode of ["replay", "record"] as const) {
      const heard = await said(place, mode);
      assert.match(heard, /^Cannot (open|read) the response store "/, `${length}`);
      assert.ok(heard.includes(`"${place.path}"`) && !heard.includes("\n"), heard);
    }
  }
});

Deno.test("Responses refuses what is no store, or of a newer version, and leaves it as it was", async () => {
  const cannot = (path: string, why: string) => `Cannot open the response store "${path}": ${why}`;
  const cases: readonly [(place: StorePlace) => Promise<unknown>, string][] = [
    [({ path }) => Deno.writeTextFile(path, "Dear diary.\n".repeat(999)), "file is not a database"],
    [({ change }) => change("CREATE TABLE a (b)"), "it is not a response store of Quorum"],
    [
      async ({ path }) => (await Journal.open(denoHost(), path)).close(),
      "it is not a response store of Quorum",
    ],
    [
      async (place) => {
        await filled(place);
        await place.change("PRAGMA user_version = 99");
      },
      "it is of version 99, and this program reads up to 1",
    ],
  ];
  for (const [make, why] of cases) {
    await using place = await storePlace();
    await make(place);
    const before = await Deno.readFile(place.path);
    for (const mode of ["record", "replay"] as const) {
      assert.equal(await said(place, mode), cannot(place.path, why));
    }
    assert.deepEqual(await Deno.readFile(place.path), before);
  }
});

Deno.test("Responses replays nothing from a file that is not there or empty, and makes none", async () => {
  await using place = await storePlace();
  const begins = `Cannot open the response store "${place.path}": `;
  assert.equal(await said(place), `${begins}there is no such file`);
  assert.deepEqual([...Deno.readDirSync(place.folder)], []);
  await Deno.writeTextFile(place.path, "");
  assert.equal(await said(place), `${begins}it is empty`);
  assert.equal((await Deno.stat(place.path)).size, 0);
  await Deno.remove(place.path);
  await Deno.mkdir(place.path);
  for (const mode of ["record", "replay"] as const) {
    assert.ok((await said(place, mode)).startsWith(begins));
  }
});

Deno.test("Responses replays where nothing can be written, and says so where it is to record", async () => {
  await using place = await storePlace();
  await filled(place);
  const whole = await said(place);
  const { DatabaseSync } = await import("node:sqlite");
  const readOnly: Host = {
    ...denoHost(),
    // What SQLite falls back to by itself on a medium that takes no writes.
    database: (path) => {
      const database = new DatabaseSync(path, { readOnly: true });
      const exec = (sql: string) => database.exec(sql);
      const close = () => database.close();
      // The runtime's statement has the host's shape; its types allow more kinds of values.
      const prepare = (sql: string) => database.prepare(sql) as never;
      return Promise.resolve({ exec, close, prepare });
    },
  };
  {
    using store = await place.open("replay", readOnly);
    const texts = NAMES.map((name) => store.find(keyNamed(name), TO, ABOUT)?.reply.text);
    assert.equal(texts.join(), whole);
  }
  using store = await place.open("record", readOnly);
  await assert.rejects(store.keep(keyNamed("new"), replyOf("new")), {
    message:
      `Cannot write the response store "${place.path}": attempt to write a readonly database`,
  });
});

Deno.test("Responses says when the disk is full, keeps nothing half, and goes on when there is room", async () => {
  await using place = await storePlace();
  await filled(place);
  const whole = await said(place);
  {
    using store = await place.open("record", smallDisk(12));
    const long = replyOf("long ".repeat(20_000));
    const outcomes = await Promise.allSettled([
      store.keep(keyNamed("short"), replyOf("short")),
      store.keep(keyNamed("long"), long),
    ]);
    const sentence = `Cannot write the response store "${place.path}": database or disk is full`;
    for (const outcome of outcomes) {
      assert.equal(outcome.status === "rejected" && outcome.reason.message, sentence);
    }
    // Nothing later may count.
    await assert.rejects(store.keep(keyNamed("later"), replyOf("later")), { message: sentence });
  }
  assert.equal(await said(place), whole);
  using store = await place.open();
  assert.equal(store.find(keyNamed("short"), TO, ABOUT), undefined);
  assert.deepEqual(await store.keep(keyNamed("short"), replyOf("short")), replyOf("short"));
});
