import assert from "node:assert/strict";
import { Journal } from "../../lib/engine/journal.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { type Place, place, record, row } from "./journals.ts";

Deno.test("Journal finds kept replies again after it was opened anew", async () => {
  await using at = await place();
  const first = await at.open();
  assert.ok(first.isNew);
  await first.keep(record("p1"));
  await first.keep(record("p2", { cost: null }));
  first.close();
  const again = await at.open();
  assert.ok(!again.isNew);
  const { reply, cost, key } = record("p1");
  assert.deepEqual(again.find(key), { reply, cost });
  assert.equal(again.find(record("p2").key)?.cost, null);
});

Deno.test("Journal tells calls apart by unit, turn, purpose and attempt", async () => {
  await using at = await place();
  const journal = await at.open();
  const { key } = record("p1");
  await journal.keep(record("p1"));
  assert.ok(journal.find(key));
  for (const other of [{ unit: "p2" }, { turn: 1 }, { purpose: "repair" }, { attempt: 1 }]) {
    assert.equal(journal.find({ ...key, ...other }), undefined);
  }
});

Deno.test("Journal resolves a write only when another connection can see it", async () => {
  await using at = await place();
  // Nothing is made durable before it is told to.
  const clock = { ...denoHost().clock, sleep: () => new Promise<void>(() => {}) };
  const journal = await Journal.open({ ...denoHost(), clock }, at.path);
  const count = async (table: string) =>
    (await at.look(`SELECT count(*) AS n FROM ${table}`))[0]?.n;
  const kept = journal.keep(record("p1"));
  const finished = journal.finish(0, "p1", [row("p1")]);
  assert.deepEqual([await count("calls"), await count("units")], [0, 0]);
  journal.flush();
  await kept;
  assert.equal(await count("calls"), 1);
  await finished;
  assert.equal(await count("units"), 1);
  journal.close();
});

Deno.test("Journal makes durable together what came in together", async () => {
  await using at = await place();
  const journal = await at.open();
  const writes = ["p1", "p2", "p3"].map((unit) => journal.keep(record(unit)));
  await writes[0];
  const seen = await at.look("SELECT unit FROM calls ORDER BY unit");
  assert.deepEqual(seen.map(({ unit }) => unit), ["p1", "p2", "p3"]);
  await Promise.all(writes);
});

Deno.test("Journal keeps thousands of writes at once", async () => {
  await using at = await place();
  const journal = await at.open();
  const units = Array.from({ length: 12_000 }, (_, n) => `p${n}`);
  await Promise.all(units.map((unit) => journal.keep(record(unit))));
  assert.equal((await at.look("SELECT count(*) AS n FROM calls"))[0]?.n, 12_000);
});

Deno.test("Journal walks rows in panel order, whatever the order of finishing", async () => {
  await using at = await place();
  const journal = await at.open();
  await Promise.all([
    journal.finish(2, "p3", [row("p3")]),
    journal.finish(0, "p1", [row("p1", "a"), row("p1", "b")]),
    journal.finish(1, "p2", [row("p2")]),
  ]);
  const walk = [...journal.rows()].map(({ panelist, answer }) => `${panelist} ${answer}`);
  assert.deepEqual(walk, ["p1 a", "p1 b", "p2 yes", "p3 yes"]);
});

Deno.test("Journal lets several walks be under way, and one be left", async () => {
  await using at = await place();
  const journal = await at.open();
  for (const n of [0, 1, 2]) await journal.finish(n, `p${n}`, [row(`p${n}`)]);
  const outer: string[] = [];
  for (const { panelist } of journal.rows()) {
    const [first] = journal.rows();
    outer.push(`${panelist} ${first?.panelist}`);
  }
  assert.deepEqual(outer, ["p0 p0", "p1 p0", "p2 p0"]);
  // A walk that was left must not hold up what is written next.
  await journal.finish(3, "p3", [row("p3")]);
  assert.equal([...journal.rows()].length, 4);
});

Deno.test("Journal has the rows of a finished unit, the last ones written", async () => {
  await using at = await place();
  const journal = await at.open();
  await journal.finish(0, "p1", [row("p1", "old")]);
  await journal.finish(0, "p1", [row("p1", "new")]);
  assert.deepEqual(journal.finished(0, "p1")?.map(({ answer }) => answer), ["new"]);
  assert.equal(journal.finished(0, "p2"), undefined);
  assert.equal(journal.finished(1, "p1"), undefined);
  assert.equal([...journal.rows()].length, 1);
});

Deno.test("Journal keeps every member of a row, odd texts and lists too", async () => {
  await using at = await place();
  const journal = await at.open();
  const odd = { ...row("p1", ["a", "b"]), text: "line\nline \u0000 ' \" 😀", order: [2, 0, 1] };
  await journal.finish(0, "p1", [odd]);
  journal.close();
  assert.deepEqual([...(await at.open()).rows()], [odd]);
});

Deno.test("Journal adds up what was spent, by model", async () => {
  await using at = await place();
  const journal = await at.open();
  const { reply } = record("p1");
  assert.ok(reply);
  await Promise.all([
    journal.keep(record("p1")),
    journal.keep(record("p2", { cost: 0.1, reply: { ...reply, served: "claude-haiku-4-5" } })),
    journal.keep(record("p3", { model: "grok", cost: null })),
    journal.keep(record("p4", { model: "grok", cost: 0.5 })),
  ]);
  const spent = { input: 20, output: 10, cacheWrite: 4, cacheRead: 2, calls: 2 };
  assert.deepEqual(journal.totals(), [
    // One price is unknown, so the sum is.
    { ...spent, model: "grok", served: [reply.served], cost: null },
    { ...spent, model: "haiku", served: ["claude-haiku-4-5", reply.served], cost: 0.35 },
  ]);
});

Deno.test("Journal counts what could not be read, and never hands it on as a reply", async () => {
  await using at = await place();
  const journal = await at.open();
  await journal.keep(record("p1", { reply: null, cost: 0.5 }));
  assert.deepEqual(journal.unread, { calls: 1, cost: 0.5 });
  const [broken] = journal.totals();
  assert.deepEqual([broken?.served, broken?.calls, broken?.output], [[], 1, 0]);
  journal.close();
  const again = await at.open();
  assert.equal(again.find(record("p1").key), undefined);
  await again.keep(record("p1"));
  assert.deepEqual(again.find(record("p1").key)?.reply, record("p1").reply);
  assert.deepEqual(again.unread, { calls: 1, cost: 0.5 });
  const [total] = again.totals();
  assert.deepEqual([total?.served, total?.calls, total?.cost], [
    ...[["claude-haiku-4-5-20251001"], 2, 0.75],
  ]);
  await again.keep(record("p2", { reply: null, cost: null }));
  assert.deepEqual(again.unread, { calls: 2, cost: null });
});

Deno.test("Journal has spent nothing before the first call", async () => {
  await using at = await place();
  const journal = await at.open();
  assert.deepEqual([journal.totals(), journal.unread], [[], { calls: 0, cost: 0 }]);
});

Deno.test("Journal keeps notes at once, the last one of a name", async () => {
  await using at = await place();
  const journal = await at.open();
  assert.equal(journal.note("plan"), undefined);
  journal.keepNote("plan", "{}");
  journal.keepNote("plan", '{"a":1}');
  assert.deepEqual(await at.look("SELECT value FROM notes"), [{ value: '{"a":1}' }]);
  journal.close();
  assert.equal((await at.open()).note("plan"), '{"a":1}');
});

Deno.test("Journal writes what is waiting when it is closed", async () => {
  await using at = await place();
  const journal = await at.open();
  const kept = journal.keep(record("p1"));
  journal.close();
  await kept;
  assert.equal((await at.look("SELECT count(*) AS n FROM calls"))[0]?.n, 1);
});

Deno.test("Journal counts a call twice that two programs paid for", async () => {
  await using at = await place();
  const [one, other] = [await at.open(), await at.open()];
  await one.keep(record("p1"));
  await other.keep(record("p1"));
  one.close();
  other.close();
  const again = await at.open();
  assert.ok(again.find(record("p1").key));
  assert.equal(again.totals()[0]?.calls, 2);
});

Deno.test("Journal tells what was asked from what was replayed and what was asked again", async () => {
  await using at = await place();
  const journal = await at.open();
  await Promise.all([
    journal.keep(record("p1", { request: "bb", cost: 0.1 })),
    journal.keep(record("p2", { request: "aa", source: "replayed" })),
    journal.keep(record("p3", { request: "aa", source: "replayed" })),
    journal.keep(record("p4", { source: "replayed", request: "bb", cost: null })),
    journal.keep(record("verification p1", { request: "cc", source: "verification", cost: 0.5 })),
  ]);
  assert.deepEqual(journal.from("asked"), { calls: 1, cost: 0.1 });
  assert.deepEqual(journal.from("replayed"), { calls: 3, cost: null });
  assert.deepEqual(journal.from("verification"), { calls: 1, cost: 0.5 });
  assert.deepEqual(journal.spent, { calls: 2, input: 20, output: 10, cost: 0.6 });
  assert.equal(journal.paid, 0.6);
  // The run stands on what it used, whoever paid for it, and not on what was asked again.
  assert.deepEqual([journal.totals()[0]?.calls, journal.totals()[0]?.cost], [4, null]);
  assert.deepEqual([...journal.requests()], ["aa", "bb"]);
});

/** Makes the file of a journal one of version 1, with a call and the rows of an earlier plan. */
async function makeOld(at: Place): Promise<void> {
  (await at.open()).close();
  await at.change(
    "ALTER TABLE calls DROP COLUMN request; ALTER TABLE calls DROP COLUMN source; " +
      "ALTER TABLE calls DROP COLUMN seal; ALTER TABLE notes DROP COLUMN seal; " +
      "ALTER TABLE units DROP COLUMN seal; ALTER TABLE units DROP COLUMN settled; " +
      "INSERT INTO calls VALUES (1, 'p1', 0, 'answer', 0, 'haiku', 'haiku-1', '{}', 1, 2, 0, 0, 0.5, 3, 4), " +
      "(2, 'p2', 0, 'answer', 0, 'haiku', 'haiku-1', '{}', 1, 2, 0, 0, 0.5, 3, 4); " +
      "CREATE TABLE earlier_units (key TEXT PRIMARY KEY, rows TEXT NOT NULL, plan TEXT NOT NULL); " +
      `INSERT INTO earlier_units VALUES ('p1', '${JSON.stringify([row("p1")])}', 'old'); ` +
      "INSERT INTO notes VALUES ('counts_after', '1'); " +
      "PRAGMA user_version = 1",
  );
}

Deno.test("Journal goes on with a file of version 1, whose calls have no keys", async () => {
  await using at = await place();
  await makeOld(at);
  const journal = await at.open();
  await journal.keep(record("p3", { request: "aa" }));
  assert.equal(journal.find(record("p1").key), undefined);
  assert.deepEqual(journal.find(record("p2").key), { reply: {}, cost: 0.5 });
  assert.deepEqual(journal.earlier("p1", "new"), [{ drift: "old", ...row("p1") }]);
  assert.deepEqual([journal.from("asked").calls, journal.paid], [3, 1.25]);
  assert.deepEqual([...journal.requests()], [null, "aa"]);
  journal.close();
  assert.deepEqual(await at.look("PRAGMA user_version"), [{ user_version: 3 }]);
});

Deno.test("Journal reads a file of version 1 and leaves it as it is", async () => {
  await using at = await place();
  await makeOld(at);
  const before = await Deno.readFile(at.path);
  const journal = await Journal.open(denoHost(), at.path, { readOnly: true });
  assert.deepEqual([journal.totals()[0]?.calls, journal.from("replayed").calls], [2, 0]);
  assert.deepEqual([...journal.requests()], [null]);
  await assert.rejects(journal.keep(record("p3")), /Cannot write the journal/);
  journal.close();
  assert.deepEqual(await Deno.readFile(at.path), before);
});

Deno.test("Journal tells which units are settled, and gives each by its place", async () => {
  await using at = await place();
  const first = await at.open();
  await first.finish(0, "p1 a", [row("p1")], { isSettled: true });
  await first.finish(1, "p2 a", [row("p2")]);
  await first.finish(2, "p3 a", [row("p3")], { isSettled: true });
  await first.finish(3, "p4 b", [row("p4")], { isSettled: true });
  await first.keep(record("p1"));
  first.close();
  const again = await at.open();
  assert.deepEqual([...again.settled(0, 4, " a")], [0, 2]);
  assert.deepEqual([...again.settled(1, 4, " a")], [2]);
  assert.deepEqual([...again.settled(0, 2, " a")], [0]);
  assert.deepEqual([...again.settled(0, 4, " b")], [3]);
  assert.deepEqual([...again.settled(0, 4, " c")], []);
  assert.deepEqual(again.unitAt(2), { unit: { position: 2, key: "p3 a" }, rows: [row("p3")] });
  await again.finish(2, "p3 a", [row("p3")]);
  assert.deepEqual([...again.settled(0, 4, " a")], [0]);
});

for (
  const [table, change] of [
    ["calls", "UPDATE calls SET cost = cost * 2"],
    ["calls", "UPDATE calls SET reply = replace(reply, 'says', 'said')"],
    ["units", "UPDATE units SET position = 7"],
    ["units", "UPDATE units SET rows = replace(rows, 'yes', 'yea')"],
    ["notes", "UPDATE notes SET value = 'another'"],
  ] as const
) {
  Deno.test(`Journal refuses to read ${table} that are not as they were written: ${change}`, async () => {
    await using at = await place();
    const first = await at.open();
    await first.keep(record("p1"));
    await first.finish(0, "p1", [row("p1")]);
    first.keepNote("plan", "{}");
    first.close();
    await at.change(change);
    const journal = await at.open();
    const sentence = {
      message:
        `Cannot read the journal "${at.path}": it is damaged: a row is not as it was written`,
    };
    const reads = {
      calls: [() => journal.totals(), () => journal.find(record("p1").key)],
      units: [() => [...journal.rows()]],
      notes: [() => journal.note("plan")],
    };
    for (const read of reads[table]) assert.throws(read, sentence);
  });
}
