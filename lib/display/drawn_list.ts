/**
 * What a chart draws several of, as a list. A notebook's cells are not type-checked before they run, so that what
 * is handed in is looked at here, and not where something of it is missing.
 *
 * @param what What is drawn, and what each of the list must be, as in `"shares"` and `"a tally"`.
 * @throws {TypeError} When it is no list, or one of it is something else.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { drawnList } from "./drawn_list.ts";
 *
 * const isText = (given: unknown) => typeof given === "string";
 * const words = { what: "words", each: "a text", isOne: isText };
 * assert.deepEqual(drawnList(new Set(["a"]), words), ["a"]);
 * assert.throws(() => drawnList(["a", 1], words), /Cannot draw words: number 2 of the list must be a text/);
 * ```
 */
export function drawnList<Item>(
  given: Iterable<Item>,
  { what, each, isOne }: {
    readonly what: string;
    readonly each: string;
    readonly isOne: (item: Item) => boolean;
  },
): Item[] {
  if (typeof given === "string" || typeof given?.[Symbol.iterator] !== "function") {
    throw new TypeError(`Cannot draw ${what}: it must be a list, and each of it ${each}`);
  }
  const all = [...given];
  const wrong = all.findIndex((item) => !isOne(item));
  if (wrong < 0) return all;
  throw new TypeError(`Cannot draw ${what}: number ${wrong + 1} of the list must be ${each}`);
}
