/** Whole numbers in a typed list. */
type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/**
 * A typed list with room for so many numbers: the one given where that has it, else one half as large again with
 * the same numbers, and zeros after them.
 *
 * @example
 * ```ts
 * import { grown } from "./grown.ts";
 *
 * const list = Uint8Array.of(7);
 * if (grown(list, 1) !== list || grown(list, 2).join() !== "7,0") throw new Error();
 * ```
 */
export function grown<List extends Numbers>(list: List, length: number): List {
  if (length <= list.length) return list;
  const size = Math.max(length, Math.ceil(1.5 * list.length));
  // The same kind of list, whose constructor takes a length.
  const larger = new (list.constructor as new (length: number) => List)(size);
  larger.set(list);
  return larger;
}
