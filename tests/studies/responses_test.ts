import assert from "node:assert/strict";
import { type Host, instrument, panel, scripted, simulated, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { askingEverything, WAYS } from "./everything.ts";
import { checkout, lasting, people } from "./fixtures.ts";
import { lastingJson } from "./lasting_json.ts";
import { respond } from "./speaker.ts";

/** A place for a store of replies. */
async function storeAt() {
  const place = await folder();
  return {
    path: `${place.path}/study.responses`,
    folder: place.path,
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

/** A machine without a key, from which nobody can be reached. */
function away(): Host {
  return { ...hostWith(), fetch: () => Promise.reject(new Error("somebody was asked")) };
}

/** The checkout put to some people on a model, by a host of this machine or another. */
function asking(host: Host, models = "gpt-4o-mini", count = 4) {
  return panel({ host }).personas(people(count)).models(models).seed(5).ask(checkout);
}

function here(loop: Loopback): Host {
  return hostWith({ env: envFor(loop) });
}

for (const [what, models, way] of WAYS) {
  Deno.test(`Study.responses() replays a run of everything with ${what} on ${models} to the byte`, async () => {
    await using store = await storeAt();
    await using loop = startLoopback({ answer: respond });
    const host = here(loop);
    const live = await way(askingEverything(host, models)).run();
    const count = loop.count;
    const recorded = await way(askingEverything(host, models)).responses(store.path, "record")
      .run();
    assert.equal(loop.count, 2 * count);
    assert.deepEqual([recorded.replies.asked, recorded.replies.replayed], [count, 0]);
    assert.equal(lastingJson(recorded, host), lastingJson(live, host));

    const far = away();
    const replayed = await way(askingEverything(far, models)).responses(store.path, "replay").run();
    assert.equal(lastingJson(replayed, far), lastingJson(recorded, host));
    assert.deepEqual([replayed.replies.asked, replayed.replies.replayed], [0, count]);
    assert.deepEqual(replayed.requests, recorded.requests);
  });
}

Deno.test("Study.responses() replays what failed, what was refused and what could not be read", async () => {
  await using store = await storeAt();
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("P1") ? { kind: "status", status: 400 } : null,
    answer: ({ system, schema }) => {
      if (system.includes("P2")) return { refusal: "I can't help with that." };
      return schema === null || system.includes("P3") ? "Hm." : { data: { answer: "pro" } };
    },
  });
  const host = here(loop);
  const recorded = await asking(host).responses(store.path, "record").run();
  const statuses = new Set(recorded.rows.toArray().map(({ status }) => status));
  assert.deepEqual([...statuses].sort(), ["failed", "ok", "refused", "unparsable"]);
  const replayed = await asking(away()).responses(store.path, "replay").run();
  assert.equal(lastingJson(replayed, host), lastingJson(recorded, host));
  // What failed is asked again when it is recorded again, and nothing else.
  loop.clear();
  loop.setBehaviour({ fault: null });
  const mended = await asking(host).responses(store.path, "record").run();
  assert.ok(mended.rows.toArray().every(({ status }) => status !== "failed"));
  assert.ok(
    loop.requests.every(({ body }) => JSON.stringify(body).includes("P1")) && loop.count > 0,
  );
});

Deno.test("Study.responses() makes a sample of every repeat, and of every name of one model", async () => {
  await using store = await storeAt();
  await using loop = startLoopback({ answer: ({ index }) => `answer ${index}` });
  const why = instrument("why", { why: text("Why?") });
  const study = (host: Host) =>
    panel({ host }).personas(people(1)).models("haiku,claude-haiku-4-5-20251001").repeats(10)
      .ask(why);
  const recorded = await study(here(loop)).responses(store.path, "record").run();
  const answers = recorded.rows.toArray().map(({ answer }) => answer);
  assert.deepEqual([new Set(answers).size, recorded.requests.length, loop.count], [20, 20, 20]);
  const replayed = await study(away()).responses(store.path, "replay").run();
  assert.deepEqual(lasting(replayed.rows), lasting(recorded.rows));
  // Another name of the same model alone is the same request.
  const alone = await panel({ host: away() }).personas(people(1))
    .models("claude-haiku-4-5-20251001").repeats(10).ask(why).responses(store.path, "replay").run();
  assert.deepEqual(alone.rows.toArray().map(({ answer }) => answer), answers.slice(0, 10));
});

Deno.test("Study.responses() ends a replay with the request that is missing, and asks nobody", async () => {
  await using store = await storeAt();
  await using loop = startLoopback();
  await asking(here(loop)).responses(store.path, "record").run();
  loop.clear();
  const key = "[0-9a-f]{64}";
  await assert.rejects(
    asking(here(loop), "gpt-4o-mini", 5).responses(store.path, "replay").run(),
    new RegExp(
      `^Error: Cannot replay the answer of "P4" \\([0-9a-f]{16}\\) to "tier", repeat 0, by gpt-4o-mini ` +
        `\\(openai\\): the response store "${store.path}" does not hold the request of key ${key}$`,
    ),
  );
  await assert.rejects(
    asking(here(loop)).temperature(0.5).responses(store.path, "replay").run(),
    /of "P0"/,
  );
  assert.equal(loop.count, 0);
});

Deno.test("Study.responses() spends nothing of a budget on a replay, and its result costs what it did", async () => {
  await using store = await storeAt();
  await using loop = startLoopback();
  const recorded = await asking(here(loop)).responses(store.path, "record").run();
  const poor = asking(away()).limit({ budget: 1e-6 }).responses(store.path, "replay");
  const warned = (await poor.ready()).warnings;
  assert.ok(!warned.some((sentence) => sentence.includes("budget")), warned.join());
  const replayed = await poor.run();
  assert.equal(replayed.course.halt, null);
  assert.equal(replayed.cost, recorded.cost);
  assert.ok((recorded.cost ?? 0) > 1e-6);
  // One more person is paid for, and only they count.
  const { cost } = await asking(here(loop), "gpt-4o-mini", 5).run();
  const more = Number(cost) - Number(recorded.cost);
  const grown = await asking(here(loop), "gpt-4o-mini", 5).limit({ budget: 100 * more })
    .responses(store.path, "record").run();
  assert.deepEqual([grown.replies.asked, grown.replies.replayed], [3, 12]);
});

Deno.test("Study.responses() goes on from a journal of its own, and counts no replay as spent there", async () => {
  await using store = await storeAt();
  await using loop = startLoopback();
  const journal = `${store.folder}/run`;
  const live = await asking(here(loop)).journal(journal).run();
  loop.clear();
  // What the journal has goes into the store without a call.
  const recorded = await asking(here(loop)).journal(journal).responses(store.path, "record").run();
  assert.equal(loop.count, 0);
  assert.deepEqual(lasting(recorded.rows), lasting(live.rows));
  const elsewhere = `${store.folder}/other`;
  const study = asking(away()).journal(elsewhere).responses(store.path, "replay");
  const replayed = await study.run();
  assert.equal(JSON.stringify(lasting(replayed.rows)), JSON.stringify(lasting(live.rows)));
  // The journal then holds the run: it is complete without the store.
  await Deno.remove(store.path);
  const again = await asking(here(loop)).limit({ budget: 1e-6 }).journal(elsewhere).run();
  assert.deepEqual(lasting(again.rows), lasting(live.rows));
  assert.deepEqual([again.course.halt, loop.count], [null, 0]);
});

Deno.test("Study.responses() takes simulated and scripted replies like any other", async () => {
  await using store = await storeAt();
  const study = (tier: string) =>
    panel({ host: hostWith() }).personas(people(3)).seed(1)
      .models("simulated,said", {
        simulated: simulated(),
        said: scripted(() => tier),
      }).ask(instrument("why", { why: text("Why?") }));
  const recorded = await study("one").responses(store.path, "record").run();
  const replayed = await study("two").responses(store.path, "replay").run();
  assert.deepEqual(lasting(replayed.rows), lasting(recorded.rows));
});

Deno.test("Study.responses() refuses a store without a path, and a mode that there is not", () => {
  const study = panel({ host: hostWith() });
  assert.throws(() => study.responses(" ", "record"), {
    name: "TypeError",
    message: "Cannot use a response store without a path",
  });
  // As somebody would say it who writes no types.
  const mode = "recrod" as "record";
  assert.throws(
    () => study.responses("a", mode),
    /"recrod": it is one of live, record, replay, verify/,
  );
});

Deno.test("Study.responses() in the mode live leaves the file alone, and the plan is the same in every mode", async () => {
  await using store = await storeAt();
  const study = panel({ host: hostWith() }).personas(people(2)).models("simulated").ask(checkout);
  const live = await study.responses(store.path, "live").run();
  assert.deepEqual([...Deno.readDirSync(store.folder)], []);
  assert.equal(live.replies.mode, null);
  assert.ok(!("responses" in Object(envelope(live, hostWith()).metadata).timing));
  const recorded = await study.responses(store.path, "record").run();
  assert.equal(recorded.fingerprint, live.fingerprint);
  const { timing } = Object(envelope(recorded, hostWith()).metadata);
  assert.deepEqual(timing.responses, { mode: "record", asked: 6, replayed: 0 });
  assert.match(
    String(await study.responses(store.path, "replay").run()),
    /6 of 6 replies were replayed/,
  );
});

Deno.test("Study.responses() leaves no key in a store or a journal", async () => {
  await using store = await storeAt();
  const secret = "sk-planted-0123456789abcdef";
  await using loop = startLoopback({ keys: ["another"] });
  const host = hostWith({ env: envFor(loop, secret) });
  const result = await asking(host, "gpt-4o-mini,haiku").journal(`${store.folder}/run`)
    .responses(store.path, "record").run();
  assert.equal(result.failures.isInvalid, true);
  for (const path of [store.path, result.journal]) {
    const bytes = new TextDecoder("latin1").decode(await Deno.readFile(path));
    assert.ok(bytes.length > 0 && !bytes.includes(secret) && !bytes.includes("Bearer"), path);
  }
});
