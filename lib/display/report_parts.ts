import { type Chart } from "./chart.ts";

/** A table of a report: cells are words. */
export interface ReportTable {
  /** The kind of part. */
  readonly type: "table";
  /** What it shows, which is said to those who cannot see it. */
  readonly caption: string;
  /** What stands above the columns; nothing where they are a word and what it is. */
  readonly head: readonly string[];
  /** The rows; the first cell of each names it. */
  readonly rows: readonly (readonly string[])[];
  /** The columns that are set to the right, by place. @default [] */
  readonly right?: readonly number[];
}

/** A part of a section. */
export type ReportPart =
  | { readonly type: "heading"; readonly text: string }
  | { readonly type: "text"; readonly lines: readonly string[] }
  | { readonly type: "notes"; readonly lines: readonly string[] }
  | { readonly type: "list"; readonly items: readonly string[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "chart"; readonly name: string; readonly chart: Chart }
  | ReportTable;

/** A section of a report; one without parts is left out. */
export interface ReportSection {
  /** What it is called. */
  readonly heading: string;
  /** What it is made of, in order. */
  readonly parts: readonly ReportPart[];
}

/** What a report says. */
export interface ReportContent {
  /** What it is about. */
  readonly title: string;
  /** What it is of, in a line. */
  readonly subtitle: string;
  /** What must be said at its head of who answered and how far it can be used, beside what is always said. */
  readonly notices: readonly string[];
  /** The sections, in order. */
  readonly sections: readonly ReportSection[];
}
