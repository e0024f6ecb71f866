import assert from "node:assert/strict";
import { csvLine } from "../../lib/rows/csv_line.ts";
import { toCSV } from "../../lib/rows/to_csv.ts";
import { answered } from "./answered.ts";
import { parsedCsv } from "./parsed_csv.ts";

const TEXTS = [
  ...["plain", 'a "quoted" word', "a,b", "two\r\nlines", "one\nline", "日本", "", " spaces "],
  ...["x".repeat(10_000), "<script>alert(1)</script>", "a\u0000b", "]]>"],
];

Deno.test("toCSV() gives any text back to a reader of RFC 4180", () => {
  const rows = TEXTS.map((text) => answered({ text, answer: text }));
  const [head = [], ...lines] = parsedCsv(toCSV(rows));
  assert.equal(head.length, 23);
  assert.deepEqual(lines.map((line) => line[head.indexOf("text")]), TEXTS);
  assert.ok(lines.every(({ length }) => length === 23));
});

Deno.test("toCSV() lets no text begin as a formula does, and leaves numbers alone", () => {
  const formulas = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
  ];
  const rows = formulas.map((text) => answered({ text, persona: text, answer: -1 }));
  const [head = [], ...lines] = parsedCsv(toCSV(rows));
  for (const [at, text] of formulas.entries()) {
    const cell = (name: string) => lines[at]?.[head.indexOf(name)];
    assert.equal(cell("text"), `'${text}`);
    assert.equal(cell("persona"), `'${text}`);
    assert.equal(cell("answer"), "-1");
  }
  assert.equal(csvLine(["1-1", "a=b", -2, -0.5, ["=1"]]), `1-1,a=b,-2,-0.5,"[""=1""]"`);
});

Deno.test("toCSV() writes null as nothing, and lists and objects as JSON", () => {
  const row = answered({
    answer: ["a", "b"],
    order: [1, 0],
    extraction: { mood: "torn" },
    cost: null,
  });
  const [head = [], cells = []] = parsedCsv(toCSV([row]));
  const cell = (name: string) => cells[head.indexOf(name)];
  assert.equal(cell("answer"), '["a","b"]');
  assert.equal(cell("order"), "[1,0]");
  assert.equal(cell("extraction"), '{"mood":"torn"}');
  assert.deepEqual([cell("cost"), cell("arm"), cell("after_stop")], ["", "", "false"]);
  assert.equal(toCSV([]).split("\r\n").length, 2);
});
