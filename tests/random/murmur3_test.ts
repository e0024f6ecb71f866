import fc from "fast-check";
import assert from "node:assert/strict";
import { murmur3 } from "../../lib/random/murmur3.ts";

// By a Python port of MurmurHash3_x86_128 that gives SMHasher's verification value, 0xB3ECE62A. The
// hash of the tobacconist's sentence is also in the README of murmurHash3.js.
const KNOWN: readonly (readonly [text: string, words: string])[] = [
  ["", "00000000 00000000 00000000 00000000"],
  ["a", "a794933c 5556b01b 5556b01b 5556b01b"],
  ["abcde", "c5402efb 5d24c5bc 5a720177 5a720177"],
  ["hello, world", "8b21605c b9b98a1e 93273a83 eb5957c7"],
  ["é€🍺", "14559a3a 066bbbb6 056072fa f2629dac"],
  ["x".repeat(15), "82fa43b5 781c405b 548d3393 159d871b"],
  ["x".repeat(16), "704be03d 8792ddda 072bbec0 9e77c845"],
  ["x".repeat(17), "f6a9086c 393fa3d6 8a824e46 76d8cbd9"],
  ["The quick brown fox jumps over the lazy dog", "2f1583c3 ecee2c67 5d7bf66c e5e91d2c"],
  ["I will not buy this tobacconist's, it is scratched.", "9b5b7ba2 ef3f7866 889adeaf 00f3f98e"],
];

function wordsOf(text: string): string {
  return [...murmur3(text)].map((word) => word.toString(16).padStart(8, "0")).join(" ");
}

Deno.test("murmur3() gives the known words", () => {
  for (const [text, words] of KNOWN) assert.equal(wordsOf(text), words, text);
});

Deno.test("murmur3() depends on its text alone, not on what was hashed before", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary", maxLength: 2000 }), { maxLength: 4 }),
      (others) => {
        for (const other of others) murmur3(other);
        for (const [text, words] of KNOWN) assert.equal(wordsOf(text), words, text);
      },
    ),
    { seed: 1, numRuns: 30 },
  );
});

Deno.test("murmur3() tells texts apart that differ in one character", () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `quorum 7["unit",${i}]`);
  assert.equal(new Set(texts.map(wordsOf)).size, texts.length);
});
