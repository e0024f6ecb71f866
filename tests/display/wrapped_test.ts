import assert from "node:assert/strict";
import fc from "fast-check";
import { width } from "../../lib/display/columns.ts";
import { wrapped } from "../../lib/display/wrapped.ts";

Deno.test("wrapped() breaks between words", () => {
  assert.deepEqual(wrapped("one two three", 20, { most: 3 }), ["one two three"]);
  assert.deepEqual(wrapped("one two three", 7, { most: 3 }), ["one two", "three"]);
  assert.deepEqual(wrapped("  one \n two\t", 3, { most: 3 }), ["one", "two"]);
  assert.deepEqual(wrapped("", 9, { most: 3 }), [""]);
});

Deno.test("wrapped() cuts the last line where more lines are needed", () => {
  assert.deepEqual(wrapped("one two three four", 7, { most: 2 }), ["one two", "three…"]);
  assert.deepEqual(wrapped("one two three four", 7, { most: 1 }), ["one tw…"]);
});

Deno.test("wrapped() breaks inside words that are too wide, and scripts without spaces", () => {
  assert.deepEqual(wrapped("abcdefgh ij", 3, { most: 9 }), ["abc", "def", "gh", "ij"]);
  assert.deepEqual(wrapped("東京都大阪府", 6, { most: 9 }), ["東京都", "大阪府"]);
  assert.deepEqual(wrapped("\u001b[31mred", 9, { most: 9 }), ["red"]);
});

Deno.test("wrapped() loses no word while there is room, and no line is too wide", () => {
  const text = fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 12 })).map((words) =>
    words.join(" ")
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 30 }), (given, most) => {
      const lines = wrapped(given, most, { most: Infinity });
      assert.equal(lines.join("").replace(/\s/g, ""), given.replace(/\s/g, ""));
      for (const line of lines) assert.ok(width(line) <= most, line);
    }),
    { seed: 8 },
  );
});
