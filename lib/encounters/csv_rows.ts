import { type Issue } from "../schema/input_error.ts";

/** One row of a table, and the line on which it begins, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * The rows of a CSV text (RFC 4180): commas between cells; a cell in quotes may hold commas, line breaks
 * and doubled quotes. A byte order mark is passed over.
 *
 * @example
 * ```ts
 * import { csvRows } from "./csv_rows.ts";
 *
 * const { rows } = csvRows('\uFEFFid,name\r\n1,"Ale, pale ""new"""\r\n');
 * if (rows[1]?.cells[1] !== 'Ale, pale "new"') throw new Error();
 * ```
 */
export function csvRows(text: string): { readonly rows: CsvRow[]; readonly issues: Issue[] } {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [line, start] = [1, 1];
  // A cell, in quotes or not, and what ends it.
  const cell = /(?:[^\S\r\n]*"((?:[^"]|"")*)"[^\S\r\n]*|([^,\r\n]*))(,|\r\n|\r|\n|$)/y;
  const body = text.replace(/^\uFEFF/, "");
  while (cell.lastIndex < body.length) {
    const at = cell.lastIndex;
    const found = cell.exec(body);
    if (found === null || (found[2] ?? "").trimStart().startsWith('"')) {
      const message = "has a quote that is not closed, or text after one";
      return { rows, issues: [{ path: "$", message, line }] };
    }
    const [whole, quoted, plain = "", end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end !== ",") {
      rows.push({ cells, line: start });
      [cells, start] = [[], line];
    }
    if (cell.lastIndex === at) break;
  }
  if (cells.length > 0) rows.push({ cells: [...cells, ""], line: start });
  return { rows, issues: [] };
}
