import assert from "node:assert/strict";
import { evaluation } from "../rows/events.ts";
import { filed } from "./desk.ts";
import { events, lined } from "./events_desk.ts";

const rows = Array.from({ length: 40 }, (_, at) => evaluation({ event_id: `e${at}`, t: at }));

Deno.test("events sample draws so many rows by the seed, in the order of the file", async () => {
  await using desk = await filed({ "events.jsonl": lined(rows) });
  const drawn = async (...args: readonly string[]) => {
    const { code, out } = await events("sample", "--input", desk.at("events.jsonl"), ...args);
    assert.equal(code, 0);
    return JSON.parse(out);
  };
  const ten = await drawn();
  assert.equal(ten.length, 10);
  assert.deepEqual(await drawn("--seed", "0"), ten);
  assert.notDeepEqual(await drawn("--seed", "1"), ten);
  const places = ten.map(({ t }: { t: number }) => t);
  assert.deepEqual(places, places.toSorted((a: number, b: number) => a - b));
  assert.deepEqual(ten[0], rows[places[0]]);
  assert.deepEqual(await drawn("--n", "0"), []);
  assert.deepEqual(await drawn("--n", "100"), rows);
});

Deno.test("events sample draws every row about equally often", async () => {
  await using desk = await filed({ "events.jsonl": lined(rows.slice(0, 5)) });
  const counts = [0, 0, 0, 0, 0];
  for (let seed = 0; seed < 500; seed++) {
    const { out } = await events("sample", desk.path, "--n", "2", "--seed", `${seed}`);
    for (const { t } of JSON.parse(out)) counts[t] = (counts[t] ?? 0) + 1;
  }
  // 200 are expected of each, with a standard deviation of 11.
  assert.ok(counts.every((count) => count > 155 && count < 245), counts.join());
});

Deno.test("events sample shows what is in an empty file, and names the line of what is not JSON", async () => {
  await using desk = await filed({ "events.jsonl": "", "bad.jsonl": "\n{\n" });
  assert.equal((await events("sample", desk.at("events.jsonl"))).out, "[]\n");
  const { code, err } = await events("sample", desk.at("bad.jsonl"));
  assert.equal(code, 1);
  assert.match(err, /^Cannot read .*bad\.jsonl: .*bad\.jsonl:2 is not JSON: /);
});
