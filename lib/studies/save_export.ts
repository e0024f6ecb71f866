import { counted } from "../display/counted.ts";
import { withFace } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { saveEvents } from "../rows/save_events.ts";
import { saveRows } from "../rows/save_rows.ts";
import { codebook } from "./codebook.ts";
import { dataPackage, type ExportedRows, type ExportFormat } from "./data_package.ts";
import { EVENT_CODEBOOK, eventDictionary, eventPackage } from "./event_package.ts";
import { type SurveyResult } from "./survey_result.ts";
import { TimelineResult } from "./timeline_result.ts";

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
 * Data). Of a panel that was followed: its events as `events.csv` and so on, and their `data_dictionary.json`. What
 * is there under these names is replaced. The rows are written as they are read.
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
  result: SurveyResult | TimelineResult,
  { format = "csv", host = denoHost() }: ExportOptions = {},
): Promise<Exported> {
  const place = folder.replace(/(?<=.)\/+$/, "");
  const { name, save, beside } = result instanceof TimelineResult
    ? eventExport(result)
    : answerExport(result);
  const path = `${name}.${format}`;
  const rows = await save(`${place}/${path}`, host);
  const bytes = await host.files.size(`${place}/${path}`);
  const files = beside({ path, format, bytes });
  for (const [file, data] of Object.entries(files)) {
    await host.files.writeText(`${place}/${file}`, `${JSON.stringify(data, null, 2)}\n`);
  }
  return withFace(
    { rows, files: [path, ...Object.keys(files)].map((file) => `${place}/${file}`) },
    recordFace<Exported>({ title: ({ rows }) => `${counted(rows, "row")} exported` }),
  );
}

/** How a kind of result is exported. */
interface Exporting {
  /** What the file of rows is called, without its ending. */
  readonly name: string;
  /** Writes the rows, and returns how many there were. */
  readonly save: (path: string, host: Host) => Promise<number>;
  /** The files beside it, by name. */
  readonly beside: (file: ExportedRows) => Readonly<Record<string, unknown>>;
}

function answerExport(result: SurveyResult): Exporting {
  return {
    name: "answers",
    save: (path, host) => saveRows(path, result.rows, { host }),
    beside: (file) => ({
      "codebook.json": codebook(result),
      "datapackage.json": dataPackage(result, file),
    }),
  };
}

function eventExport(result: TimelineResult): Exporting {
  return {
    name: "events",
    save: (path, host) => saveEvents(path, result.rows, { host }),
    beside: (file) => ({
      [EVENT_CODEBOOK]: eventDictionary(result),
      "datapackage.json": eventPackage(result, file),
    }),
  };
}
