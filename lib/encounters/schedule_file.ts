import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { type Assignment, Schedule } from "./schedule.ts";
import { jsonAssignments } from "./schedule_json.ts";
import { type CsvRow, csvRows } from "./csv_rows.ts";

/** How a schedule is written down. */
export interface ScheduleOptions {
  /**
   * `csv_long`: a header, then a line for each panelist, product and period; `json`: the products by
   * panelist, or by panelist and period. @default "csv_long"
   */
  readonly format?: "csv_long" | "json" | undefined;
  /** The column of the panelist's id. @default "panelist_id" */
  readonly panelistColumn?: string | undefined;
  /** The column of the product's id. @default "product_id" */
  readonly productColumn?: string | undefined;
  /** The column of the period; it may be absent. @default "t" */
  readonly periodColumn?: string | undefined;
  /** The period where none is said. @default 0 */
  readonly defaultPeriod?: number | undefined;
}

/**
 * Reads the text of a schedule. In a table, ids are trimmed, other columns are passed over, and a product
 * that is named again for the same panelist and period counts once.
 *
 * @param file Where it is from, for the error's sentence.
 * @throws {InputError} With everything that is wrong, by line.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseSchedule } from "../../mod.ts";
 *
 * const schedule = parseSchedule("t,panelist_id,product_id\n0,p1,A\n1,p1,B\n");
 * assert.deepEqual(schedule.products("p1", 1), ["B"]);
 * ```
 */
export function parseSchedule(
  text: string,
  options: ScheduleOptions = {},
  file = "the schedule",
): Schedule {
  const { format = "csv_long" } = options;
  if (format === "json") return new Schedule(jsonAssignments(text, file), file);
  if (format !== "csv_long") {
    throw new TypeError(
      `Cannot read ${file}: the format must be "csv_long" or "json", not "${format}"`,
    );
  }
  return new Schedule(csvAssignments(text, options, file), file);
}

/**
 * Loads a schedule from a file, as {@linkcode parseSchedule} reads it.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {InputError} With everything that is wrong, by line.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadSchedule } from "../../mod.ts";
 *
 * await assert.rejects(loadSchedule("nowhere.csv"), /nowhere.csv/);
 * ```
 */
export async function loadSchedule(
  path: string,
  { host = denoHost(), ...options }: ScheduleOptions & { readonly host?: Host } = {},
): Promise<Schedule> {
  return parseSchedule(await host.files.readText(path), options, path);
}

function csvAssignments(text: string, options: ScheduleOptions, file: string): Assignment[] {
  const { panelistColumn = "panelist_id", productColumn = "product_id", periodColumn = "t" } =
    options;
  const { rows: [header, ...rows], issues } = csvRows(text);
  if (header === undefined || header.cells.every((cell) => cell.trim() === "")) {
    throw new InputError(file, [{ path: "$", message: "has no header row", line: 1 }]);
  }
  const names = header.cells.map((cell) => cell.trim());
  const all: Issue[] = [
    ...issues,
    ...[panelistColumn, productColumn].filter((name) => !names.includes(name)).map((name) => ({
      path: "$",
      message: `has no column "${name}": its columns are ${names.join(", ")}`,
      line: 1,
    })),
  ];
  if (all.length > 0) throw new InputError(file, all);
  const columns = [panelistColumn, productColumn, periodColumn].map((name) => names.indexOf(name));
  const read = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map((row) => assignmentOf(row, columns, options));
  const wrong = read.flatMap((one) => "issues" in one ? one.issues : []);
  if (wrong.length > 0) throw new InputError(file, wrong.slice(0, 100));
  return read.flatMap((one) => "issues" in one ? [] : [one]);
}

function assignmentOf(
  { cells, line }: CsvRow,
  columns: readonly number[],
  { panelistColumn = "panelist_id", productColumn = "product_id", defaultPeriod = 0 }:
    ScheduleOptions,
): Assignment | { readonly issues: Issue[] } {
  const [panelist = "", product = "", period = ""] = columns.map((at) => cells[at]?.trim() ?? "");
  const issues: Issue[] = [];
  const wrong = (message: string) => issues.push({ path: "$", message, line });
  if (panelist === "") wrong(`has an empty ${panelistColumn}`);
  if (product === "") wrong(`has an empty ${productColumn}`);
  if (period !== "" && !/^[+-]?\d+$/.test(period)) {
    wrong(`has ${JSON.stringify(period)} as its period, which must be a whole number`);
  }
  if (issues.length > 0) return { issues };
  return { panelist, product, t: period === "" ? defaultPeriod : Number(period), line };
}
