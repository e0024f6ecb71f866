import { grown } from "../rows/grown.ts";

/**
 * Whole numbers from one on, a bit each: of ten million there are 1.25 MB, where a set would take hundreds, and there
 * may be more than a set can hold.
 *
 * @example
 * ```ts
 * import { PlaceSet } from "./place_set.ts";
 *
 * const places = new PlaceSet(100);
 * places.add(103);
 * if (!places.has(103) || places.has(99) || [...places].join() !== "103") throw new Error();
 * ```
 */
export class PlaceSet implements Iterable<number> {
  readonly #from: number;
  #bits = new Uint8Array(0);

  /** No numbers yet; those that are added are none below this one. */
  constructor(from = 0) {
    this.#from = from;
  }

  /** Adds a number. */
  add(place: number): void {
    const [byte, bit] = this.#at(place);
    this.#bits = grown(this.#bits, byte + 1);
    this.#bits[byte] = (this.#bits[byte] ?? 0) | bit;
  }

  /** Whether a number was added. */
  has(place: number): boolean {
    const [byte, bit] = this.#at(place);
    return ((this.#bits[byte] ?? 0) & bit) !== 0;
  }

  /** Walks the numbers in rising order. */
  *[Symbol.iterator](): Generator<number> {
    for (let at = 0; at < 8 * this.#bits.length; at++) {
      if (this.has(this.#from + at)) yield this.#from + at;
    }
  }

  #at(place: number): readonly [byte: number, bit: number] {
    const at = place - this.#from;
    return [Math.floor(at / 8), 1 << at % 8];
  }
}
