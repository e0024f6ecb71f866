import { type Row } from "./row.ts";
import { ROW_TABLE } from "./row_table.ts";
import { writeParquet } from "./write_parquet.ts";

/**
 * Rows as the bytes of a Parquet table: texts as strings, whole numbers in 64 bits, cost as a double,
 * `after_stop` as a boolean; what may be of any form (`answer`, `extraction`) and `order` as JSON. `category`
 * is the answer to a bounded question as a plain string. {@linkcode saveRows} writes as the rows come.
 *
 * @param rows A result's rows, or some of them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, panel, scripted, toParquet, yesNo } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tries: "yes" }))
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") })).run();
 * const bytes = await toParquet(result.rows);
 * assert(new TextDecoder().decode(bytes.subarray(0, 4)) === "PAR1");
 * ```
 */
export async function toParquet(
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  await writeParquet({ write: (piece) => void pieces.push(piece.slice()) }, rows, ROW_TABLE);
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
