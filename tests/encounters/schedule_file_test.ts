import assert from "node:assert/strict";
import { InputError, parseSchedule, type ScheduleOptions } from "../../mod.ts";

/** The entries of a schedule as lines of period, panelist and product. */
function entries(text: string, options: ScheduleOptions = {}): string[] {
  return parseSchedule(text, options).assignments
    .map(({ panelist, t, product }) => `${t},${panelist},${product}`);
}

function refused(text: string, why: RegExp, options: ScheduleOptions = {}): void {
  assert.throws(() => parseSchedule(text, options, "s.csv"), (error) => {
    assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
    assert.match(error.message, why);
    return true;
  });
}

Deno.test("parseSchedule() reads a table without periods, and counts doubles once", () => {
  const text = "panelist_id,product_id\np1,A\np1,B\np1,A\n";
  assert.deepEqual(entries(text), ["0,p1,A", "0,p1,B"]);
  assert.deepEqual(entries(text, { defaultPeriod: 1 }), ["1,p1,A", "1,p1,B"]);
});

Deno.test("parseSchedule() trims cells, and takes a blank period for the default one", () => {
  assert.deepEqual(entries("panelist_id,product_id,t\n p1 ,A,\np1,B, 1 \n"), ["0,p1,A", "1,p1,B"]);
});

Deno.test("parseSchedule() reads a byte order mark, quotes, other columns and line ends", () => {
  const text = '\uFEFFnote,t,"panelist_id",product_id\r\n"a, ""b""\r\nc",0,"p,1",A\r\n,1,p2,B';
  assert.deepEqual(entries(text), ["0,p,1,A", "1,p2,B"]);
  assert.deepEqual(parseSchedule(text).assignments.map(({ line }) => line), [2, 4]);
});

Deno.test("parseSchedule() takes columns of other names", () => {
  const options = { panelistColumn: "who", productColumn: "what", periodColumn: "when" };
  assert.deepEqual(entries("who,what,when\np1,A,1\n", options), ["1,p1,A"]);
});

Deno.test("parseSchedule() refuses what is no schedule, by line", () => {
  const head = "panelist_id,product_id,t\n";
  refused(`${head}p1,A,x\np1,B,1.0\n`, /s\.csv:2 has "x" as its period[\s\S]*s\.csv:3 has "1\.0"/);
  refused(`${head}p1,,0\n`, /s\.csv:2 has an empty product_id/);
  refused(`${head} ,A,0\n`, /s\.csv:2 has an empty panelist_id/);
  refused("panelist_id,t\np1,0\n", /has no column "product_id"/);
  refused("", /has no header row/);
  refused(`${head}"p1,A,0\n`, /s\.csv:2 has a quote that is not closed/);
  // Not a format of the type, as a configuration file may name it.
  const format = "csv_wide" as "json";
  assert.throws(() => parseSchedule(head, { format }), /"csv_long" or "json", not "csv_wide"/);
});

Deno.test("parseSchedule() reads JSON by panelist, and by panelist and period", () => {
  const options = { format: "json" } as const;
  assert.deepEqual(entries('{"p1":["A","B","A"],"p2":[]}', options), ["0,p1,A", "0,p1,B"]);
  const byPeriod = '{"p1":{"0":["A"],"1":["B","C"]}}';
  assert.deepEqual(entries(byPeriod, options), ["0,p1,A", "1,p1,B", "1,p1,C"]);
  for (const wrong of ['{"p1":{"x":["A"]}}', '{"p1":"A"}', "[1]", '{"p1":[1]}', "{"]) {
    refused(wrong, /Cannot read s\.csv/, options);
  }
});
