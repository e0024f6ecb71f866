import { SYNTHETIC_NOTICE } from "../display/synthetic_notice.ts";
import { VERSION } from "../host/version.ts";
import { ROW_COLUMNS, type RowColumn } from "../rows/row_table.ts";
import { schemaField } from "../rows/table_schema.ts";
import { type StudyResult } from "./study_result.ts";
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

/** What is said of a package beside its file. */
export interface Packaged extends Pick<StudyResult, "run" | "fingerprint" | "notice"> {
  readonly title: string;
  /** What one row is. */
  readonly row: "answer" | "event";
  /** The columns, in the words of Table Schema. */
  readonly fields: readonly object[];
  /** The file that says more of the columns. */
  readonly codebook: string;
  readonly sources?: readonly object[] | undefined;
}

/**
 * What a file of rows is, as `datapackage.json` says it: a Data Package with a Table Schema (Frictionless
 * Data, version 1: specs.frictionlessdata.io). Only CSV is a tabular resource there; the schema is with every form.
 */
export function packaged(
  { run, title, row, fields, fingerprint, codebook, notice, sources }: Packaged,
  { path, format, bytes }: ExportedRows,
): Record<string, unknown> {
  const { note = "", ...form } = FORMS[format];
  return {
    profile: format === "csv" ? "tabular-data-package" : "data-package",
    name: `quorum-${run.toLowerCase()}`,
    title,
    description: [SYNTHETIC_NOTICE, ...(notice === null ? [] : [notice])].join(" "),
    keywords: ["synthetic respondents", "survey"],
    ...(sources === undefined ? {} : { sources }),
    quorum: { version: VERSION, run_id: run, fingerprint, codebook },
    resources: [{
      ...form,
      description: `${format === "jsonl" ? "An object" : "A row"} an ${row}${note}`,
      name: `${row}s`,
      ...{ path, bytes },
      encoding: "utf-8",
      schema: { fields, missingValues: [""] },
    }],
  };
}

/** The package of a panel that was asked. */
export function dataPackage(result: SurveyResult, file: ExportedRows): Record<string, unknown> {
  const { run, plan, fingerprint, notice, calibration } = result;
  const humans = calibration?.humans;
  return packaged({
    ...{ run, fingerprint, notice, row: "answer", codebook: "codebook.json" },
    title: plan.instrument?.name ?? "Answers",
    fields: ROW_COLUMNS.map(fieldOf),
    sources: humans && [{ title: `what the answers were held against: ${humans.citation}` }],
  }, file);
}

/** What is said of a form, and what must be known of its rows. */
interface Form {
  readonly note?: string;
  readonly [member: string]: unknown;
}

const FORMS: Readonly<Record<ExportFormat, Form>> = {
  csv: {
    ...{ profile: "tabular-data-resource", format: "csv", mediatype: "text/csv" },
    note: ". An apostrophe stands before what a spreadsheet would take for a formula",
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
    note: ", one in a line",
  },
  parquet: {
    ...{ profile: "data-resource", format: "parquet", mediatype: "application/vnd.apache.parquet" },
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
