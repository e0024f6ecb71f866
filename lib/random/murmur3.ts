/** Four whole numbers in [0, 2³²): in a plain list, of which a million are made in the time of few typed ones. */
export type Words = [number, number, number, number];

const encoder = new TextEncoder();
let buffer = new Uint8Array(1024);
let words = new DataView(buffer.buffer);

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
export function murmur3(text: string): Words {
  const length = encode(text);
  const last = length - length % 16;
  // Four variables and no list of them: this is done for every stream and every event.
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < last; at += 16) {
    a = Math.imul(rotate(a ^ mixed(at, A, B, 15), 19) + b, 5) + 0x561ccd1b | 0;
    b = Math.imul(rotate(b ^ mixed(at + 4, B, C, 16), 17) + c, 5) + 0x0bcaa747 | 0;
    c = Math.imul(rotate(c ^ mixed(at + 8, C, D, 17), 15) + d, 5) + 0x96cd1c35 | 0;
    d = Math.imul(rotate(d ^ mixed(at + 12, D, A, 18), 13) + a, 5) + 0x32ac3b17 | 0;
  }
  // The rest counts as if it were filled up with zero bytes.
  if (last < length) {
    a ^= mixed(last, A, B, 15);
    b ^= mixed(last + 4, B, C, 16);
    c ^= mixed(last + 8, C, D, 17);
    d ^= mixed(last + 12, D, A, 18);
  }
  return finish(a, b, c, d, length);
}

/** Writes the bytes into the buffer, with zeros up to the next block, and returns how many there are. */
function encode(text: string): number {
  if (buffer.length < 3 * text.length + 16) {
    buffer = new Uint8Array(6 * text.length + 16);
    words = new DataView(buffer.buffer);
  }
  const { written } = encoder.encodeInto(text, buffer);
  buffer.fill(0, written, written + 16);
  return written;
}

// The constants of the algorithm, a lane each.
const [A, B, C, D] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];

/** A word of the buffer as a lane takes it in; a word of zeros is nothing. */
function mixed(at: number, factor: number, next: number, turn: number): number {
  return Math.imul(rotate(Math.imul(words.getInt32(at, true), factor), turn), next);
}

function finish(a: number, b: number, c: number, d: number, length: number): Words {
  const [e, f, g, h] = gathered(a ^ length, b ^ length, c ^ length, d ^ length);
  return gathered(avalanche(e), avalanche(f), avalanche(g), avalanche(h));
}

function gathered(a: number, b: number, c: number, d: number): Words {
  const sum = a + b + c + d;
  return [sum >>> 0, (b + sum) >>> 0, (c + sum) >>> 0, (d + sum) >>> 0];
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
