import { type Convergence } from "../analysis/convergence_report.ts";
import { convergenceRows } from "./convergence_words.ts";
import { escaped } from "./escape.ts";
import { table } from "./html.ts";

/** A report of convergence as a table of its questions, with what must be known of it below. */
export function convergenceHtml(report: Convergence): string {
  const { settings: { rule }, warnings, diversityWarnings, notice } = report;
  const head = ["question", "", "valid answers", "widest share"];
  const notes = [...warnings, ...diversityWarnings, notice ?? ""].filter((note) => note !== "").map(
    (note) => `<div>${escaped(note)}</div>`,
  );
  return table(head, convergenceRows(report), { caption: `rule "${rule}"` }) + notes.join("");
}
