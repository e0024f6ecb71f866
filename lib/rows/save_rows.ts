import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { type Row } from "./row.ts";
import { ROW_TABLE } from "./row_table.ts";
import { saveTable } from "./save_table.ts";

/**
 * Writes rows into a file, in the form that the end of its name says: `.jsonl` a JSON line each, `.csv` a
 * table (see {@linkcode toCSV}), `.parquet` a table of the columns' own types (see {@linkcode toParquet}).
 * Rows are written as they come, and the file is in its place when all are.
 *
 * @param path The file, as in `"answers.parquet"`.
 * @param rows The rows: a result's, or some of them, or a study's as they come.
 * @returns How many there were.
 * @throws {TypeError} When the name ends in none of these.
 * @throws {Error} When the file cannot be written.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, panel, saveRows, scripted, yesNo } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tries: "yes" }))
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") })).run();
 * const path = `${await Deno.makeTempDir()}/answers.csv`;
 * assert(await saveRows(path, result.rows) === 1);
 * assert((await Deno.readTextFile(path)).startsWith("run,panelist,persona,arm,model,round,"));
 * ```
 */
export async function saveRows(
  path: string,
  rows: Iterable<Row> | AsyncIterable<Row>,
  { host = denoHost() }: { readonly host?: Host | undefined } = {},
): Promise<number> {
  return await saveTable(path, rows, { form: ROW_TABLE, host });
}
