import assert from "node:assert/strict";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { memoryHost } from "../../lib/host/memory.ts";
import { type EventRow } from "../../lib/rows/event_row.ts";
import { loadEvents } from "../../lib/rows/load_events.ts";
import { saveEvents } from "../../lib/rows/save_events.ts";
import { folder } from "../hosts.ts";
import { evaluation, selection } from "./events.ts";

const rows: readonly EventRow[] = [
  selection(),
  evaluation({ policy: "self_selection", selection_id: "s1", product_id: "B", t: 2 ** 40 }),
  evaluation({ event_id: "e2", product_display: 'Ale "x",\r\nnew 日本', outcomes: null }),
];

Deno.test("saveEvents() writes lines that loadEvents() reads, fields sorted by name", async () => {
  const host = memoryHost();
  assert.equal(await saveEvents("a/events.jsonl", rows, { host }), 3);
  const text = await host.files.readText("a/events.jsonl");
  const read = await Array.fromAsync(loadEvents("a/events.jsonl", { host }));
  assert.deepEqual(read, rows);
  for (const line of text.trimEnd().split("\n")) {
    const keys = Object.keys(JSON.parse(line));
    assert.deepEqual(keys, keys.toSorted());
  }
  assert.equal(await saveEvents("none.jsonl", [], { host }), 0);
  assert.equal(await host.files.readText("none.jsonl"), "");
});

Deno.test("60: saveEvents() writes a table whose head is sorted and whose nested cells are JSON", async () => {
  const host = memoryHost();
  await saveEvents("events.csv", rows, { host });
  const [head = "", ...lines] = (await host.files.readText("events.csv")).split("\r\n");
  const names = head.split(",");
  assert.deepEqual(names, names.toSorted());
  assert.equal(names.length, 15);
  assert.ok(lines[0]?.startsWith('"[""A"",""B"",""C""]",s1,selection,,,p1,self_selection,,,,'));
  assert.ok(lines[1]?.includes(",B,0.1.0,,s1,1099511627776,{}"));
  assert.ok(lines.join("\r\n").includes('"Ale ""x"",\r\nnew 日本"'));
});

Deno.test("saveEvents() lets no text of a table begin as a formula does", async () => {
  const host = memoryHost();
  const csvOf = async (product_display: string) => {
    await saveEvents("events.csv", [evaluation({ product_display })], { host });
    return await host.files.readText("events.csv");
  };
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]) {
    const table = await csvOf(text);
    assert.ok(table.includes(`'${text}`), table);
  }
  assert.ok(!(await csvOf("1-1")).includes("'"));
});

Deno.test("saveEvents() writes Parquet that another reader reads", async () => {
  await using place = await folder();
  const path = `${place.path}/events.parquet`;
  const many = Array.from({ length: 25_000 }, (_, at) => evaluation({ event_id: `e${at}`, t: at }));
  assert.equal(await saveEvents(path, [...rows, ...many]), 25_003);
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
  assert.equal(read.length, 25_003);
  const [first, second, third] = read;
  assert.deepEqual(first?.choice_set, ["A", "B", "C"]);
  assert.deepEqual(first?.traces, selection().traces);
  assert.equal(first?.product_id ?? null, null);
  assert.equal(second?.t, 2n ** 40n);
  assert.equal(third?.product_display, 'Ale "x",\r\nnew 日本');
  assert.equal(read.at(-1)?.event_id, "e24999");
  await saveEvents(`${place.path}/none.parquet`, []);
  const none = await asyncBufferFromFile(`${place.path}/none.parquet`);
  assert.deepEqual(await parquetReadObjects({ file: none }), []);
});

Deno.test("saveEvents() leaves nothing behind when a row fails to come, and refuses other endings", async () => {
  const host = memoryHost();
  async function* broken() {
    yield* rows;
    await Promise.reject(new Error("no more"));
  }
  await assert.rejects(saveEvents("events.jsonl", broken(), { host }), /no more/);
  assert.equal(await host.files.isFile("events.jsonl"), false);
  await assert.rejects(
    saveEvents("events.txt", rows, { host }),
    /^TypeError: Cannot write events to "events\.txt": it must end in \.jsonl, \.csv, \.parquet$/,
  );
});
