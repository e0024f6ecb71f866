/**
 * So many things, in words: thousands are set apart, and one thing is not several.
 *
 * @example
 * ```ts
 * import { counted } from "./counted.ts";
 *
 * if (counted(1, "answer") !== "1 answer") throw new Error();
 * if (counted(20_000, "answer") !== "20,000 answers") throw new Error();
 * ```
 */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString("en-GB")} ${thing}${count === 1 ? "" : "s"}`;
}
