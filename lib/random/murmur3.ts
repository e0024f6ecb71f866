const encoder = new TextEncoder();
let buffer = new Uint8Array(1024);

/**
 * The 128-bit MurmurHash3 of a text's UTF-8 bytes, as four words (the x86 form, seed 0; Appleby 2011).
 * It is fast and spreads well, and no secret depends on it; where a digest must not be forged, `sha256`
 * is the one.
 *
 * @example
 * ```ts
 * import { murmur3 } from "./murmur3.ts";
 *
 * if (murmur3("").join() !== "0,0,0,0") throw new Error();
 * ```
 */
export function murmur3(text: string): Uint32Array {
  const length = encode(text);
  const h = new Uint32Array(4);
  const words = new DataView(buffer.buffer);
  const whole = length - length % 16;
  for (let at = 0; at < whole; at += 16) {
    for (let lane = 0; lane < 4; lane++) {
      absorb(h, lane, words.getInt32(at + 4 * lane, true));
      stir(h, lane);
    }
  }
  // The rest counts as if it were filled up with zero bytes.
  for (let lane = 3; lane >= 0; lane--) {
    if (whole + 4 * lane < length) absorb(h, lane, words.getInt32(whole + 4 * lane, true));
  }
  return finish(h, length);
}

/** Writes the bytes into the buffer, with zeros up to the next block, and returns how many there are. */
function encode(text: string): number {
  if (buffer.length < 3 * text.length + 16) buffer = new Uint8Array(6 * text.length + 16);
  const { written } = encoder.encodeInto(text, buffer);
  buffer.fill(0, written, written + 16);
  return written;
}

// The constants of the algorithm, a lane each.
const FACTORS = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];
const TURNS = [15, 16, 17, 18];
const STIR_TURNS = [19, 17, 15, 13];
const STIR_SUMS = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17];

function absorb(h: Uint32Array, lane: number, word: number): void {
  const mixed = rotate(Math.imul(word, FACTORS[lane] ?? 0), TURNS[lane] ?? 0);
  h[lane] = (h[lane] ?? 0) ^ Math.imul(mixed, FACTORS[(lane + 1) % 4] ?? 0);
}

function stir(h: Uint32Array, lane: number): void {
  const turned = rotate(h[lane] ?? 0, STIR_TURNS[lane] ?? 0) + (h[(lane + 1) % 4] ?? 0);
  h[lane] = Math.imul(turned, 5) + (STIR_SUMS[lane] ?? 0);
}

function finish(h: Uint32Array, length: number): Uint32Array {
  for (let lane = 0; lane < 4; lane++) h[lane] = (h[lane] ?? 0) ^ length;
  gather(h);
  for (let lane = 0; lane < 4; lane++) h[lane] = avalanche(h[lane] ?? 0);
  gather(h);
  return h;
}

function gather(h: Uint32Array): void {
  h[0] = (h[0] ?? 0) + (h[1] ?? 0) + (h[2] ?? 0) + (h[3] ?? 0);
  for (let lane = 1; lane < 4; lane++) h[lane] = (h[lane] ?? 0) + (h[0] ?? 0);
}

function avalanche(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
