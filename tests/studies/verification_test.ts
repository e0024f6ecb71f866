import assert from "node:assert/strict";
import { type Host, loadRun, panel } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { type Answer, type Normalised } from "../loopback/request.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { checkout, lasting, people } from "./fixtures.ts";

/** What a service says that always says the same, or the same but for one question. */
function steady(tier: string) {
  return ({ schema, index }: Normalised): Answer => {
    if (schema === null) return tier === "pro" ? "Because." : `Because of ${index}.`;
    const options = JSON.stringify(schema).includes("free");
    return { data: { answer: options ? tier : 3 } };
  };
}

function asking(host: Host, count = 12) {
  return panel({ host }).personas(people(count)).models("gpt-4o-mini").seed(5).ask(checkout);
}

function here(loop: Loopback): Host {
  return hostWith({ env: envFor(loop) });
}

/** Who was asked, by name. */
function askedIn(loop: Loopback): string[] {
  const names = loop.requests.map(({ body }) => /\bP\d+\b/.exec(JSON.stringify(body))?.[0] ?? "");
  return [...new Set(names)].sort();
}

/** A store with everything that steady people said to the checkout, and the run. */
async function recorded(loop: Loopback, count = 12) {
  const place = await folder();
  const path = `${place.path}/study.responses`;
  const run = await asking(here(loop), count).responses(path, "record").run();
  loop.clear();
  const dispose = () => place[Symbol.asyncDispose]();
  return { path, folder: place.path, run, [Symbol.asyncDispose]: dispose };
}

Deno.test("Study.responses() verifies ten conversations at least, and finds nothing where nothing changed", async () => {
  await using loop = startLoopback({ answer: steady("pro") });
  await using store = await recorded(loop);
  const run = `${store.folder}/run`;
  const result = await asking(here(loop)).responses(store.path, "verify").journal(run).run();
  const each = { asked: 10, differ: 0 };
  assert.deepEqual({ ...result.replies.verification, cost: 0 }, {
    ...{ conversations: 10, asked: 30, differ: 0, failed: 0, cost: 0 },
    questions: { ease: each, tier: each, why: each },
  });
  assert.equal(loop.count, 30);
  assert.equal(askedIn(loop).length, 10);
  // It stays with the run.
  assert.deepEqual((await loadRun(run, { host: hostWith() })).replies, result.replies);
});

Deno.test("Study.responses() verifies one conversation in ten, drawn by the seed", async () => {
  await using loop = startLoopback({ answer: steady("pro") });
  await using store = await recorded(loop, 150);
  const result = await asking(here(loop), 150).responses(store.path, "verify").run();
  assert.equal(result.replies.verification?.conversations, 15);
  const drawn = askedIn(loop);
  assert.equal(drawn.length, 15);
  loop.clear();
  await asking(here(loop), 150).limit({ concurrency: 1 }).responses(store.path, "verify").run();
  assert.deepEqual(askedIn(loop), drawn);
});

Deno.test("Study.responses() counts the answers that differ, and goes on with what was recorded", async () => {
  await using loop = startLoopback({ answer: steady("pro") });
  await using store = await recorded(loop);
  loop.setBehaviour({ answer: steady("team") });
  const result = await asking(here(loop)).responses(store.path, "verify").run();
  assert.deepEqual(lasting(result.rows), lasting(store.run.rows));
  assert.deepEqual([result.cost, result.requests], [store.run.cost, store.run.requests]);
  const { verification, asked, replayed } = result.replies;
  assert.deepEqual([asked, replayed, verification?.asked, verification?.differ], [0, 36, 30, 20]);
  assert.ok((verification?.cost ?? 0) > 0);
  const host = here(loop);
  const { verification: json } = Object(envelope(result, host));
  assert.deepEqual(json, {
    ...{ conversations: 10, asked: 30, differ: 20, failed: 0 },
    questions: {
      ease: { asked: 10, differ: 0 },
      tier: { asked: 10, differ: 10 },
      why: { asked: 10, differ: 10 },
    },
    cost_usd: verification?.cost,
  });
  assert.match(
    String(result).replace(/\s+/g, " "),
    /of 30 answers that were asked for again 20 differ from the recorded ones \(ease 0 of 10, tier 10 of 10, why 10 of 10\)/,
  );
});

Deno.test("Study.responses() verifies as far as answers come, and ends no run for it", async () => {
  await using loop = startLoopback({ answer: steady("pro") });
  await using store = await recorded(loop);
  loop.setBehaviour({ fault: () => ({ kind: "status", status: 400 }) });
  const failed = await asking(here(loop)).responses(store.path, "verify").run();
  assert.deepEqual(lasting(failed.rows), lasting(store.run.rows));
  const { verification } = failed.replies;
  assert.deepEqual([verification?.asked, verification?.failed], [0, 30]);
  loop.setBehaviour({ fault: null });
  loop.clear();
  const budget = Number(store.run.cost) / 4;
  const poor = await asking(here(loop)).limit({ budget }).responses(store.path, "verify").run();
  assert.deepEqual(lasting(poor.rows), lasting(store.run.rows));
  const report = poor.replies.verification;
  assert.deepEqual([poor.course.halt, (report?.asked ?? 0) + (report?.failed ?? 0)], [null, 30]);
  assert.ok((report?.failed ?? 0) > 0 && Number(report?.cost) <= budget);
});

Deno.test("Study.responses() asks nothing again twice when a verification goes on", async () => {
  await using loop = startLoopback({ answer: steady("pro") });
  await using store = await recorded(loop);
  const journal = `${store.folder}/run`;
  const study = () => asking(here(loop)).journal(journal).responses(store.path, "verify");
  const first = await study().run();
  loop.clear();
  const second = await study().run();
  assert.equal(loop.count, 0);
  assert.deepEqual(second.replies, first.replies);
  assert.deepEqual(lasting(second.rows), lasting(first.rows));
});
