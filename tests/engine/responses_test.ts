import assert from "node:assert/strict";
import { Responses } from "../../lib/engine/responses.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { ABOUT, keyNamed, replyOf, storePlace, TO } from "./stores.ts";

/** What a store has for a request of that name. */
function found(store: Responses, name: string) {
  return store.find(keyNamed(name), TO, ABOUT);
}

Deno.test("Responses gives back what was kept, after the file was closed and moved", async () => {
  await using place = await storePlace();
  const odd = replyOf("ünïcode \u0000 ' \" 😀\nand a half \ud83d", null);
  const priced = { ...replyOf("yes"), reply: { ...replyOf("yes").reply, cost: 0.125 } };
  {
    using store = await place.open();
    assert.deepEqual(await store.keep(keyNamed("odd"), odd), odd);
    await Promise.all([
      store.keep(keyNamed("priced"), priced),
      store.keep(keyNamed("c"), replyOf("c")),
    ]);
    assert.deepEqual(found(store, "odd"), odd);
    assert.equal(found(store, "unheard"), undefined);
  }
  await Deno.rename(place.path, `${place.folder}/moved`);
  assert.deepEqual([...Deno.readDirSync(place.folder)].map(({ name }) => name), ["moved"]);
  await Deno.rename(`${place.folder}/moved`, place.path);
  for (const mode of ["record", "replay", "verify"] as const) {
    using store = await place.open(mode);
    assert.deepEqual(["odd", "priced", "c"].map((name) => found(store, name)), [
      odd,
      priced,
      replyOf("c"),
    ]);
  }
});

Deno.test("Responses keeps the first reply to a request, whoever records, and tells the second", async () => {
  await using place = await storePlace();
  using one = await place.open();
  using other = await place.open();
  assert.deepEqual(await one.keep(keyNamed("q"), replyOf("first")), replyOf("first"));
  assert.deepEqual(await other.keep(keyNamed("q"), replyOf("second")), replyOf("first"));
  assert.deepEqual([found(one, "q"), found(other, "q")], [replyOf("first"), replyOf("first")]);
  const both = [one.keep(keyNamed("r"), replyOf("a")), one.keep(keyNamed("r"), replyOf("b"))];
  assert.deepEqual(await Promise.all(both), [replyOf("a"), replyOf("a")]);
});

Deno.test("Responses replays a failure as a failure, and asks again while recording", async () => {
  await using place = await storePlace();
  const failure = new ModelError("Cannot get an answer: 400 no", { kind: "bad", status: 400 });
  {
    using store = await place.open();
    await store.keep(keyNamed("q"), failure);
    assert.equal(found(store, "q"), undefined);
  }
  {
    using store = await place.open("replay");
    assert.throws(() => found(store, "q"), {
      name: "ModelError",
      message: "Cannot get an answer: 400 no",
      kind: "bad",
      status: 400,
    });
  }
  using store = await place.open();
  await store.keep(keyNamed("q"), replyOf("at last"));
  // A later failure takes nothing away.
  await store.keep(keyNamed("q"), failure);
  assert.deepEqual(found(store, "q"), replyOf("at last"));
});

Deno.test("Responses names the request that it does not hold, unless it is to be recorded", async () => {
  await using place = await storePlace();
  (await place.open()).close();
  for (const mode of ["replay", "verify"] as const) {
    using store = await place.open(mode);
    assert.throws(() => found(store, "q"), {
      name: "Error",
      message: `Cannot ${mode} the answer of "Maya" (p1) to "tier", repeat 3, by claude-haiku ` +
        `(anthropic): the response store "${place.path}" does not hold the request of key ${
          keyNamed("q")
        }`,
    });
  }
});

Deno.test("Responses is read by its owner only, and tells nothing of who wrote it or when", async () => {
  await using place = await storePlace();
  const files = [place.path, `${place.folder}/other`];
  for (const path of files) {
    using store = await Responses.open(denoHost(), path, "record");
    await store.keep(keyNamed("q"), replyOf("yes"));
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
  }
  const [one, other] = await Promise.all(files.map((path) => Deno.readFile(path)));
  assert.deepEqual(one, other);
});

Deno.test("Responses takes what waits with it when it is closed, and nothing after that", async () => {
  await using place = await storePlace();
  const store = await place.open();
  const kept = store.keep(keyNamed("q"), replyOf("yes"));
  store.close();
  assert.deepEqual(await kept, replyOf("yes"));
  await assert.rejects(store.keep(keyNamed("r"), replyOf("no")), {
    message: `Cannot write the response store "${place.path}": it is closed`,
  });
});
