/**
 * Values as a line of a CSV table (RFC 4180), without its end: null is empty, lists and objects are JSON. A
 * text that a spreadsheet would take for a formula gets an apostrophe before it.
 *
 * @example
 * ```ts
 * import { csvLine } from "./csv_line.ts";
 *
 * const line = csvLine(["Ale, pale", '"x"', 4, null, true, ["a"], "=1+1"]);
 * if (line !== `"Ale, pale","""x""",4,,true,"[""a""]",'=1+1`) throw new Error(line);
 * ```
 */
export function csvLine(values: readonly unknown[]): string {
  return values.map(cell).join(",");
}

function cell(value: unknown): string {
  if (value == null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? harmless(value) : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** OWASP, CSV injection: what begins with one of these may be carried out when the table is opened. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
