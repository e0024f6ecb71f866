import assert from "node:assert/strict";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { memoryHost } from "../../lib/host/memory.ts";
import { rowJson } from "../../lib/rows/row.ts";
import { ROW_COLUMNS } from "../../lib/rows/row_table.ts";
import { saveRows } from "../../lib/rows/save_rows.ts";
import { toCSV } from "../../lib/rows/to_csv.ts";
import { toJSONL } from "../../lib/rows/to_jsonl.ts";
import { toParquet } from "../../lib/rows/to_parquet.ts";
import { folder } from "../hosts.ts";
import { answered } from "./answered.ts";

const rows = [
  answered(),
  answered({ status: "refused", answer: null, category: null, order: null, cost: null }),
  answered({ kind: "multi", answer: ["free", "pro"], category: null, text: '=1+1\r\n"日本"' }),
  answered({
    kind: "scale",
    answer: 4,
    category: "4",
    extraction: { mood: null },
    afterStop: true,
  }),
  answered({ drift: "0123456789ab", arm: "haiku" }),
];

Deno.test("ROW_COLUMNS names every field of a row in JSON, and no other", () => {
  const names = ROW_COLUMNS.map(({ name }) => name);
  assert.deepEqual(names.toSorted(), Object.keys(rowJson(answered({ drift: "0" }))).sort());
});

Deno.test("saveRows() writes what toCSV() and toJSONL() give, by the end of the name", async () => {
  const host = memoryHost();
  assert.equal(await saveRows("a/answers.csv", rows, { host }), 5);
  assert.equal(await host.files.readText("a/answers.csv"), toCSV(rows));
  assert.equal(await saveRows("a/answers.jsonl", rows, { host }), 5);
  const text = await host.files.readText("a/answers.jsonl");
  assert.equal(text, toJSONL(rows));
  assert.deepEqual(text.trimEnd().split("\n").map((line) => JSON.parse(line)), rows.map(rowJson));
  await assert.rejects(
    saveRows("answers.xlsx", rows, { host }),
    /^TypeError: Cannot write rows to "answers\.xlsx": it must end in \.jsonl, \.csv, \.parquet$/,
  );
});

Deno.test("saveRows() writes Parquet that another reader reads, in groups", async () => {
  await using place = await folder();
  const path = `${place.path}/answers.parquet`;
  const many = Array.from({ length: 45_000 }, (_, repeat) => answered({ repeat }));
  assert.equal(await saveRows(path, [...rows, ...many]), 45_005);
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
  assert.equal(read.length, 45_005);
  assert.equal(read.at(-1)?.repeat, 44_999n);
  const [first, second, third, fourth, fifth] = read;
  assert.deepEqual([first?.answer, first?.order, first?.tokens_in], ["pro", [2, 0, 1], 120n]);
  assert.deepEqual([second?.answer ?? null, second?.order ?? null, second?.cost ?? null], [
    ...[null, null, null],
  ]);
  assert.deepEqual([third?.answer, third?.text], [["free", "pro"], '=1+1\r\n"日本"']);
  assert.deepEqual([fourth?.answer, fourth?.extraction, fourth?.after_stop], [
    4,
    { mood: null },
    true,
  ]);
  assert.deepEqual([fifth?.drift, fifth?.arm, fifth?.cost], ["0123456789ab", "haiku", 0.00025]);
});

Deno.test("toParquet() gives the bytes that saveRows() writes, the same each time", async () => {
  await using place = await folder();
  const path = `${place.path}/answers.parquet`;
  await saveRows(path, rows);
  assert.deepEqual(await toParquet(rows), await Deno.readFile(path));
  assert.deepEqual(await toParquet(rows), await toParquet(rows));
});

Deno.test("saveRows() leaves nothing behind when a row fails to come", async () => {
  await using place = await folder();
  async function* broken() {
    yield* rows;
    await Promise.reject(new Error("no more"));
  }
  for (const ending of ["csv", "jsonl", "parquet"]) {
    await assert.rejects(saveRows(`${place.path}/answers.${ending}`, broken()), /no more/);
  }
  assert.deepEqual([...Deno.readDirSync(place.path)], []);
});
