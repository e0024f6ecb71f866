import fc from "fast-check";
import assert from "node:assert/strict";
import { type Words } from "../../lib/random/murmur3.ts";
import { xoshiro128 } from "../../lib/random/xoshiro128.ts";

Deno.test("xoshiro128() gives the outputs of the reference implementation", () => {
  // The test of the Rust crate rand_xoshiro, made with Blackman and Vigna's xoshiro128starstar.c 1.1.
  const state: Words = [1, 2, 3, 4];
  const outputs = Array.from({ length: 10 }, () => xoshiro128(state));
  assert.deepEqual(outputs, [
    ...[11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849],
    ...[3729100597, 4258142804],
  ]);
});

Deno.test("xoshiro128() is the published algorithm from any state", () => {
  const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), (words) => {
      const state: Words = [...words];
      const exact = words.map(BigInt);
      for (let i = 0; i < 5; i++) assert.equal(BigInt(xoshiro128(state)), published(exact));
      assert.deepEqual(state.map(BigInt), exact);
    }),
    { seed: 1, numRuns: 500 },
  );
});

/** The C of https://prng.di.unimi.it/xoshiro128starstar.c, line by line, on whole numbers without bounds. */
function published(s: bigint[]): bigint {
  let [s0 = 0n, s1 = 0n, s2 = 0n, s3 = 0n] = s;
  const result = BigInt.asUintN(32, rotl(BigInt.asUintN(32, s1 * 5n), 7n) * 9n);
  const t = BigInt.asUintN(32, s1 << 9n);
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= t;
  s3 = rotl(s3, 11n);
  s.splice(0, 4, s0, s1, s2, s3);
  return result;
}

function rotl(x: bigint, k: bigint): bigint {
  return BigInt.asUintN(32, (x << k) | (x >> (32n - k)));
}
