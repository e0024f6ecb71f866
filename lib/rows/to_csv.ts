import { csvLine } from "./csv_line.ts";
import { type Row, rowJson } from "./row.ts";
import { ROW_COLUMNS } from "./row_table.ts";

/**
 * Rows as the text of a CSV table (RFC 4180): a row an answer, the names in snake_case, null empty, lists and
 * objects as JSON. A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab
 * or a line break) gets an apostrophe before it, as OWASP asks; JSON and Parquet have every text as it is.
 *
 * @param rows A result's rows, or some of them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, panel, scripted, text, toCSV } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ why: "=1+1" }))
 *   .ask(instrument("short", { why: text("Why?") })).run();
 * const [head = "", line = ""] = toCSV(result.rows).split("\r\n");
 * assert(head.split(",").length === 23 && line.includes(",'=1+1,"));
 * ```
 */
export function toCSV(rows: Iterable<Row>): string {
  const names = ROW_COLUMNS.map(({ name }) => name);
  const lines = [csvLine(names)];
  for (const row of rows) {
    const cells = rowJson(row);
    lines.push(csvLine(names.map((name) => cells[name])));
  }
  return `${lines.join("\r\n")}\r\n`;
}
