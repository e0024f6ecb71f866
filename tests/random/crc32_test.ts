import assert from "node:assert/strict";
import { crc32 } from "../../lib/random/crc32.ts";

Deno.test("crc32() gives the check value of the standard, and those of Python's zlib", () => {
  // "123456789" is the check of CRC-32/ISO-HDLC; the others are zlib.crc32() of Python 3.
  const known: [text: string, checksum: number][] = [
    ["123456789", 0xcbf43926],
    ["", 0],
    ["a", 3904355907],
    ["größer 😀", 39856100],
  ];
  for (const [text, checksum] of known) assert.equal(crc32(text), checksum, text);
});

Deno.test("crc32() finds every flipped bit of a text", () => {
  const text = '{"answer":"free","order":[2,0,1]}';
  for (let at = 0; at < text.length; at++) {
    for (let bit = 1; bit < 128; bit *= 2) {
      const flipped = String.fromCharCode(text.charCodeAt(at) ^ bit);
      assert.notEqual(crc32(text.slice(0, at) + flipped + text.slice(at + 1)), crc32(text));
    }
  }
});
