import assert from "node:assert/strict";
import { type Host } from "../../lib/host/host.ts";
import { leaderboard } from "../../mod.ts";
import { type Env, folder, hostWith } from "../hosts.ts";
import { startSynthBench } from "../loopback/synthbench.ts";

const NOON = Date.UTC(2026, 9, 1, 12);
const HOUR = 3_600_000;
const BOARD = { entries: [{ model: "haiku", dataset: "gss", sps: 0.8 }] };

/** A world whose time is what the test says, with a home of its own. */
async function world(env: Env = {}) {
  const home = await folder();
  const service = startSynthBench({ leaderboard: BOARD });
  const url = `${service.url}/data/leaderboard.json`;
  const time = { now: NOON };
  const given = { QUORUM_HOME: home.path, QUORUM_SYNTHBENCH_URL: url, ...env };
  const real = hostWith({ env: given });
  const host: Host = { ...real, clock: { ...real.clock, now: () => time.now } };
  const with_ = (more: Env): Host => ({
    ...host,
    env: (name) => ({ ...given, ...more })[name] || undefined,
  });
  return {
    ...{ service, url, time, host, home: home.path, hostWith: with_ },
    file: `${home.path}/synthbench-cache.json`,
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}

/** An address at which nobody listens any more. */
async function goneAddress(): Promise<string> {
  await using service = startSynthBench();
  return service.url;
}

Deno.test("leaderboard() is fetched once in 24 hours, and kept for its owner only", async () => {
  await using at = await world();
  const first = await leaderboard({ host: at.host });
  assert.deepEqual([first.source, first.age, first.entries[0]?.label], ["live", 0, "haiku"]);
  at.time.now += 23 * HOUR;
  const second = await leaderboard({ host: at.host });
  assert.deepEqual([second.source, second.age, second.warnings], ["cache", 23 * 3600, []]);
  assert.deepEqual(second.entries, first.entries);
  assert.equal(at.service.requests.length, 1);
  const kept = JSON.parse(await Deno.readTextFile(at.file));
  assert.deepEqual(Object.keys(kept), ["fetched_at", "source_url", "etag", "leaderboard"]);
  assert.equal(kept.fetched_at, "2026-10-01T12:00:00Z");
  assert.deepEqual([kept.source_url, kept.leaderboard], [at.url, BOARD]);
  assert.equal(((await Deno.stat(at.file)).mode ?? 0) & 0o777, 0o600);
});

Deno.test("leaderboard() asks whether a copy of more than 24 hours is still the newest: 304 renews its stamp", async () => {
  await using at = await world();
  await leaderboard({ host: at.host });
  const { etag } = JSON.parse(await Deno.readTextFile(at.file));
  at.time.now += 24 * HOUR;
  const same = await leaderboard({ host: at.host });
  assert.deepEqual([same.source, same.age, same.entries.length], ["live", 0, 1]);
  assert.deepEqual(at.service.requests.map(({ status }) => status), [200, 304]);
  assert.equal(at.service.requests[1]?.headers["if-none-match"], etag);
  const kept = JSON.parse(await Deno.readTextFile(at.file));
  assert.deepEqual([kept.fetched_at, kept.etag], ["2026-10-02T12:00:00Z", etag]);
  at.time.now += HOUR;
  assert.equal((await leaderboard({ host: at.host })).source, "cache");
  at.time.now += 24 * HOUR;
  at.service.setBehaviour({ leaderboard: { entries: [] } });
  assert.equal((await leaderboard({ host: at.host })).entries.length, 0);
  assert.deepEqual(at.service.requests.map(({ status }) => status), [200, 304, 200]);
});

Deno.test("leaderboard() takes an old copy with a warning when the address fails, and fails without one", async () => {
  await using at = await world();
  const gone = await goneAddress();
  await assert.rejects(leaderboard({ host: at.host, url: gone }), {
    message:
      `Cannot read the leaderboard of ${gone}: the connection was refused, and there is no copy`,
  });
  await leaderboard({ host: at.host });
  at.time.now += 50 * HOUR;
  const failures = [
    [{ fault: { status: 503 } }, "it answered 503"],
    [{ leaderboard: "<!DOCTYPE html>" }, "its answer is not JSON"],
    [{ leaderboard: '{"entries":[' }, "its answer is not JSON"],
    [{ leaderboard: { rows: [] } }, "its answer is no leaderboard"],
    [{ leaderboard: { entries: Array(10_001).fill({}) } }, "its answer is no leaderboard"],
  ] as const;
  for (const [behaviour, reason] of failures) {
    at.service.setBehaviour({ fault: null, leaderboard: BOARD, ...behaviour });
    const { source, age, warnings, entries } = await leaderboard({ host: at.host });
    assert.deepEqual([source, age, entries.length], ["stale cache", 50 * 3600, 1]);
    assert.deepEqual(warnings, [
      `the leaderboard of ${at.url} cannot be had: ${reason}; its copy is 2 days old`,
    ]);
  }
  assert.equal(JSON.parse(await Deno.readTextFile(at.file)).fetched_at, "2026-10-01T12:00:00Z");
});

Deno.test("leaderboard() gives an address that says nothing ten seconds", async () => {
  await using at = await world();
  at.service.setBehaviour({ fault: { hang: true } });
  const asked: number[] = [];
  // Time passes as soon as the service is seen to be silent.
  const clock = {
    ...at.host.clock,
    sleep: async (milliseconds: number) => {
      asked.push(milliseconds);
      await at.service.hanging();
    },
  };
  await assert.rejects(leaderboard({ host: { ...at.host, clock } }), /no answer arrived in 10 s/);
  assert.deepEqual(asked, [10_000]);
});

Deno.test("leaderboard() offline takes a copy of any age, and asks nobody", async () => {
  await using at = await world();
  const offline = at.hostWith({ QUORUM_SYNTHBENCH_OFFLINE: "1" });
  await assert.rejects(
    leaderboard({ host: offline }),
    /only a copy may be used, and there is none$/,
  );
  await leaderboard({ host: at.host });
  at.time.now += 100 * HOUR;
  const { source, warnings } = await leaderboard({ host: offline });
  assert.deepEqual([source, warnings, at.service.requests.length], ["stale cache", [], 1]);
});

Deno.test("leaderboard() refreshed asks for the whole of it, whatever the copy says", async () => {
  await using at = await world();
  await leaderboard({ host: at.host });
  const host = at.hostWith({ QUORUM_SYNTHBENCH_REFRESH: "1" });
  assert.equal((await leaderboard({ host })).source, "live");
  assert.deepEqual(at.service.requests.map(({ status }) => status), [200, 200]);
  assert.equal(at.service.requests[1]?.headers["if-none-match"], undefined);
  at.service.setBehaviour({ fault: { status: 500 } });
  const { source, warnings } = await leaderboard({ host });
  assert.deepEqual([source, warnings.length], ["cache", 1]);
});

Deno.test("leaderboard() takes no copy of another address, of the future, or one that cannot be read", async () => {
  await using at = await world();
  const kept = { fetched_at: "2026-10-01T11:00:00Z", source_url: at.url, etag: '"x"' };
  const copies = [
    "{",
    "[]",
    JSON.stringify({ ...kept, leaderboard: { entries: 7 } }),
    JSON.stringify({ ...kept, source_url: "https://elsewhere.org/", leaderboard: BOARD }),
    JSON.stringify({ ...kept, fetched_at: "2099-01-01T00:00:00Z", leaderboard: BOARD }),
    JSON.stringify({ ...kept, fetched_at: "yesterday", leaderboard: BOARD }),
    JSON.stringify({ ...kept, leaderboard: BOARD }),
  ];
  const sources = [];
  for (const text of copies) {
    await Deno.writeTextFile(at.file, text);
    sources.push((await leaderboard({ host: at.host })).source);
  }
  assert.deepEqual(sources, [...Array(6).fill("live"), "cache"]);
});

Deno.test("leaderboard() does without a home, and says where nothing can be kept", async () => {
  await using at = await world();
  const homeless = at.hostWith({ QUORUM_HOME: "" });
  assert.deepEqual((await leaderboard({ host: homeless })).warnings, []);
  const blocked = at.hostWith({ QUORUM_HOME: "/dev/null/home" });
  const { source, warnings } = await leaderboard({ host: blocked });
  assert.equal(source, "live");
  assert.match(warnings.join(), /^the leaderboard cannot be kept: Cannot make the folder/);
});

Deno.test("leaderboard() shows no password of an address", async () => {
  await using at = await world();
  for (const url of ["ftp://me:secret@x.org/a", "http://me:secret@127.0.0.1:1/a"]) {
    const said = await leaderboard({ host: at.host, url }).then(() => "it was read", String);
    assert.match(said, /^Error: Cannot read the leaderboard of (ftp|http):\/\/[^@]*: /);
    assert.doesNotMatch(said, /secret/);
  }
});
