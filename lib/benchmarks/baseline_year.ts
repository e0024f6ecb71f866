/** When people were asked: a year, a period of years as in `"2021-2024"`, or all years together. */
export type BaselineYear = number | `${number}-${number}` | "pooled";

/**
 * Reads a year as it is written in files and on the command line.
 *
 * @throws {TypeError} When it is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readYear } from "./baseline_year.ts";
 *
 * assert.deepEqual(["2024", "2021-2024", "pooled"].map(readYear), [2024, "2021-2024", "pooled"]);
 * ```
 */
export function readYear(text: string): BaselineYear {
  if (text === "pooled") return text;
  if (/^\d{4}$/.test(text)) return Number(text);
  if (isPeriod(text)) return text;
  throw new TypeError(
    `Cannot take "${text}" for a year: it must be a year, a period as in 2021-2024, or pooled`,
  );
}

/** Whether a text is a period of years. */
export function isPeriod(text: unknown): text is `${number}-${number}` {
  return typeof text === "string" && /^\d{4}-\d{4}$/.test(text);
}
