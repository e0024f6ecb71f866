import { type Words } from "./murmur3.ts";

/**
 * One step of xoshiro128** (Blackman and Vigna 2021): moves the four words of the state on and
 * returns the next whole number in [0, 2³²).
 *
 * @example
 * ```ts
 * import { xoshiro128 } from "./xoshiro128.ts";
 *
 * if (xoshiro128([1, 2, 3, 4]) !== 11520) throw new Error("not xoshiro128**");
 * ```
 */
export function xoshiro128(state: Words): number {
  // By place: to take the list apart would cost five times as much.
  const s0 = state[0];
  const s1 = state[1];
  const s2 = state[2];
  const s3 = state[3];
  const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
  const t2 = s2 ^ s0;
  const t3 = s3 ^ s1;
  state[0] = (s0 ^ t3) >>> 0;
  state[1] = (s1 ^ t2) >>> 0;
  state[2] = (t2 ^ (s1 << 9)) >>> 0;
  state[3] = rotate(t3, 11) >>> 0;
  return result;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
