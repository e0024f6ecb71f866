import assert from "node:assert/strict";
import { pythonRepr } from "../../lib/rows/python_repr.ts";

// What Python 3.11 prints for `repr()` of each text.
const WRITTEN = [
  ["", "''"],
  ["p1", "'p1'"],
  ["o'b", `"o'b"`],
  [`o'b"c`, `'o\\'b"c'`],
  ['say "x"', `'say "x"'`],
  ["a\\b", "'a\\\\b'"],
  ["a\tb\nc\rd", "'a\\tb\\nc\\rd'"],
  ["\u0000\u001b\u007f", "'\\x00\\x1b\\x7f'"],
  ["café 日本 🍺", "'café 日本 🍺'"],
  ["\u00a0\u00ad\u0085", "'\\xa0\\xad\\x85'"],
  ["\u200b\u2028\u3000\ufeff", "'\\u200b\\u2028\\u3000\\ufeff'"],
  ["\ud800", "'\\ud800'"],
  ["\u{e0001}\u{10ffff}", "'\\U000e0001\\U0010ffff'"],
] as const;

Deno.test("pythonRepr() writes a text as Python does", () => {
  for (const [text, written] of WRITTEN) assert.equal(pythonRepr(text), written);
});
