import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { saveRows } from "../rows/save_rows.ts";
import { codebook } from "./codebook.ts";
import { dataPackage, type ExportFormat } from "./data_package.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How a result is exported. */
export interface ExportOptions {
  /** The form of the rows. @default "csv" */
  readonly format?: ExportFormat | undefined;
  /** The world that is written to. @default {this machine} */
  readonly host?: Host | undefined;
}

/** What was exported. */
export interface Exported {
  /** How many rows there are. */
  readonly rows: number;
  /** The files, with the folder. */
  readonly files: readonly string[];
}

/**
 * Exports a result into a folder, for people who read it without us: the rows as `answers.csv`, `.jsonl` or
 * `.parquet`, what is in them as `codebook.json`, and what the files are as `datapackage.json` (Frictionless
 * Data). What is there under these names is replaced. The rows are written as they are read from the journal.
 *
 * @param folder The folder, which is made where there is none.
 * @throws {Error} When a file cannot be written.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, saveExport } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models("simulated")
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const folder = await Deno.makeTempDir();
 * const { rows } = await saveExport(folder, result, { format: "jsonl" });
 * const { resources } = JSON.parse(await Deno.readTextFile(`${folder}/datapackage.json`));
 * assert(rows === 1 && resources[0].path === "answers.jsonl");
 * ```
 */
export async function saveExport(
  folder: string,
  result: SurveyResult,
  { format = "csv", host = denoHost() }: ExportOptions = {},
): Promise<Exported> {
  const place = folder.replace(/(?<=.)\/+$/, "");
  const name = `answers.${format}`;
  const rows = await saveRows(`${place}/${name}`, result.rows, { host });
  const bytes = await host.files.size(`${place}/${name}`);
  const files = {
    "codebook.json": codebook(result),
    "datapackage.json": dataPackage(result, { path: name, format, bytes }),
  };
  for (const [file, data] of Object.entries(files)) {
    await host.files.writeText(`${place}/${file}`, `${JSON.stringify(data, null, 2)}\n`);
  }
  return { rows, files: [name, ...Object.keys(files)].map((file) => `${place}/${file}`) };
}
