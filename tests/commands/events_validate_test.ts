import assert from "node:assert/strict";
import { evaluation } from "../rows/events.ts";
import { filed } from "./desk.ts";
import { events, lined } from "./events_desk.ts";

const bad = [1, 2, 3, 4, 5].map((at) => ({ ...evaluation({ event_id: `e${at}` }), t: -1 }));

Deno.test("E53: events validate says OK of valid rows, and warns of none", async () => {
  await using desk = await filed({ "events.jsonl": lined([evaluation()]), "none.jsonl": "" });
  const one = await events("validate", "--input", desk.at("events.jsonl"));
  assert.deepEqual([one.code, one.err], [0, ""]);
  assert.match(one.out, /^OK: .* has 1 row \(1 evaluation, 0 selections\), all valid\n$/);
  // A run's folder stands for its file, as an operand or by the flag.
  assert.equal((await events("validate", desk.path)).out, one.out);
  const none = await events("validate", desk.at("none.jsonl"));
  assert.equal(none.code, 0);
  assert.match(none.err, /^warning: .*none\.jsonl has 0 rows\n$/);
});

Deno.test("E57: events validate lists so many problems and counts them all", async () => {
  await using desk = await filed({ "events.jsonl": lined(bad) });
  const { code, out } = await events("validate", desk.path, "--max-errors", "2");
  assert.equal(code, 1);
  assert.equal(out.split("\n").filter((line) => line.includes("$.t ")).length, 2);
  assert.match(out, /has 5 rows .*: 0 valid, 5 invalid, 0 repeated ids, .*; 2 problems listed\n$/);
  const json = await events("validate", desk.path, "--output-format", "json");
  const { valid, rows, valid_rows, invalid_rows, issues } = JSON.parse(json.out);
  assert.deepEqual([valid, rows, valid_rows, invalid_rows], [false, 5, 0, 5]);
  assert.deepEqual(issues[4], { path: "$.t", message: "must be at least 0, not -1", line: 5 });
});

Deno.test("E59: events validate names file and line of what is not JSON, without a stack trace", async () => {
  await using desk = await filed({ "events.jsonl": lined([evaluation(), "", "{not"]) });
  const { code, out, err } = await events("validate", desk.path);
  assert.deepEqual([code, err], [1, ""]);
  assert.match(out, /^\S*events\.jsonl:3 is not JSON: /);
  assert.ok(!/ at .*\.ts/.test(out));
});

Deno.test("E59: events validate without a file is a wrong command line, a missing one is not", async () => {
  for (const args of [[], ["--input"], ["a", "--input", "b"], ["a", "b"]]) {
    const { code, err } = await events("validate", ...args);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, /^Cannot .*\n$/);
  }
  const { code, err } = await events("validate", "--input", "/nowhere/events.jsonl");
  assert.equal(code, 1);
  assert.match(err, /^Cannot read "\/nowhere\/events\.jsonl": there is no such file\n$/);
});
