import { SYNTHETIC_NOTICE } from "../display/synthetic_notice.ts";
import { VERSION } from "../host/version.ts";
import { ROW_COLUMNS, type RowColumn } from "../rows/row_table.ts";
import { schemaField } from "../rows/table_schema.ts";
import { type SurveyResult } from "./survey_result.ts";

/** A form in which rows are exported. */
export type ExportFormat = "csv" | "jsonl" | "parquet";

/** All of them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ["csv", "jsonl", "parquet"];

/** A file of rows as it was written. */
export interface ExportedRows {
  /** Its name beside the description. */
  readonly path: string;
  readonly format: ExportFormat;
  /** How many bytes it has. */
  readonly bytes: number;
}

/**
 * What a file of rows is, as `datapackage.json` says it: a Data Package with a Table Schema (Frictionless
 * Data, version 1: specs.frictionlessdata.io). Only CSV is a tabular resource there; the schema is with every form.
 */
export function dataPackage(
  { run, plan, fingerprint, notice, calibration }: SurveyResult,
  { path, format, bytes }: ExportedRows,
): Record<string, unknown> {
  const humans = calibration?.humans;
  return {
    profile: format === "csv" ? "tabular-data-package" : "data-package",
    name: `quorum-${run.toLowerCase()}`,
    title: plan.instrument?.name ?? "Answers",
    description: [SYNTHETIC_NOTICE, ...(notice === null ? [] : [notice])].join(" "),
    keywords: ["synthetic respondents", "survey"],
    ...(humans === undefined
      ? {}
      : { sources: [{ title: `what the answers were held against: ${humans.citation}` }] }),
    quorum: { version: VERSION, run_id: run, fingerprint, codebook: "codebook.json" },
    resources: [{
      ...FORMS[format],
      name: "answers",
      ...{ path, bytes },
      encoding: "utf-8",
      schema: { fields: ROW_COLUMNS.map(fieldOf), missingValues: [""] },
    }],
  };
}

const FORMS: Readonly<Record<ExportFormat, Readonly<Record<string, unknown>>>> = {
  csv: {
    ...{ profile: "tabular-data-resource", format: "csv", mediatype: "text/csv" },
    description:
      "A row an answer. An apostrophe stands before what a spreadsheet would take for a formula",
    dialect: {
      delimiter: ",",
      lineTerminator: "\r\n",
      quoteChar: '"',
      doubleQuote: true,
      header: true,
    },
  },
  jsonl: {
    ...{ profile: "data-resource", format: "jsonl", mediatype: "application/jsonl" },
    description: "An object an answer, one in a line",
  },
  parquet: {
    ...{ profile: "data-resource", format: "parquet", mediatype: "application/vnd.apache.parquet" },
    description: "A row an answer",
  },
};

function fieldOf(column: RowColumn): Record<string, unknown> {
  const { description, required = false } = column;
  const constraints = {
    ...(required ? { required } : {}),
    ...(column.name === "status" ? { enum: STATUSES } : {}),
  };
  return {
    ...schemaField(column),
    description,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

const STATUSES = ["ok", "refused", "unparsable", "failed", "skipped", "late"];
