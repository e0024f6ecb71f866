import { type Row } from "./row.ts";
import { ROW_TABLE } from "./row_table.ts";

/**
 * Rows as JSON lines: an object each, with the names in snake_case.
 *
 * @param rows A result's rows, or some of them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, multi, panel, scripted, toJSONL } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ media: ["tv"] }))
 *   .ask(instrument("day", { media: multi("What do you use?", ["tv", "radio"]) })).run();
 * const { answer, tokens_in } = JSON.parse(toJSONL(result.rows));
 * assert(answer[0] === "tv" && Number.isInteger(tokens_in));
 * ```
 */
export function toJSONL(rows: Iterable<Row>): string {
  let text = "";
  for (const row of rows) text += `${ROW_TABLE.line(row)}\n`;
  return text;
}
