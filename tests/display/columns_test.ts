import assert from "node:assert/strict";
import fc from "fast-check";
import { columns, cut, width } from "../../lib/display/columns.ts";

Deno.test("width() counts columns of a terminal", () => {
  // East Asian Width: UAX #11, EastAsianWidth.txt; emoji: UTS #51; combining marks take no column.
  const widths = {
    ...{ "": 0, abc: 3, "é": 1, "e\u0301": 1, "ﬁ": 1, "–": 1, "…": 1, "█▏": 2 },
    ...{ "東京": 4, "ｱ": 1, "Ａ": 2, "한국": 4, "𠀀": 2, "。": 2 },
    ...{ "😀": 2, "👩‍👩‍👧": 2, "🇩🇪": 2, "❤️": 2, "❤": 1, "1️⃣": 2, "👍🏽": 2 },
    ...{ "\u200b": 0, "\u0301": 0 },
  };
  for (const [text, wanted] of Object.entries(widths)) {
    assert.equal(width(text), wanted, JSON.stringify(text));
  }
});

Deno.test("columns() aligns cells to the left, and to the right where it is told", () => {
  assert.deepEqual(columns([["a", "1", "x"], ["bcd", "22", ""]], [1]), ["a     1  x", "bcd  22"]);
  assert.deepEqual(columns([]), []);
});

Deno.test("columns() aligns wide characters and rows of other lengths", () => {
  assert.deepEqual(columns([["東京", "1"], ["a", "2"], ["😀", "3"], ["b"]]), [
    ...["東京  1", "a     2", "😀    3", "b"],
  ]);
});

Deno.test("columns() keeps a cell in its line and without escape sequences", () => {
  assert.deepEqual(columns([["a\nb\tc", "\u001b[31mred"]]), ["a b c  red"]);
});

Deno.test("cut() leaves out what does not fit, and says so", () => {
  assert.equal(cut("one two", 7), "one two");
  assert.equal(cut("one two three", 7), "one tw…");
  assert.equal(cut("one two three", 5), "one…");
  assert.equal(cut("one\n  two", 7), "one two");
  assert.equal(cut("東京都", 6), "東京都");
  assert.equal(cut("東京都", 5), "東京…");
  assert.equal(cut("東京都", 4), "東…");
  assert.equal(cut("👩‍👩‍👧👍🏽", 3), "👩‍👩‍👧…");
});

Deno.test("cut() never takes more columns than it may", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, most) => {
      assert.ok(width(cut(text, most)) <= most);
    }),
    { seed: 8, numRuns: 500 },
  );
});
