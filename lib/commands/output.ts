import { type Host } from "../host/host.ts";
import { cut } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { type Row, rowJson } from "../rows/row.ts";
import { envelope } from "../studies/envelope.ts";
import { type SurveyResult } from "../studies/survey_result.ts";

/** How a result is written to standard output, by `--output-format`. */
export const OUTPUT: Readonly<Record<string, (result: SurveyResult, host: Host) => void>> = {
  text: writeText,
  json: (result, host) => host.terminal.out(JSON.stringify(envelope(result, host)) + "\n"),
  ndjson: writeLines,
};

function writeLines(result: SurveyResult, host: Host): void {
  const write = gathered(host);
  const line = (type: string, data: Record<string, unknown>) =>
    write(JSON.stringify({ type, ...data }) + "\n");
  for (const row of result.rows) line("row", rowJson(row));
  line("message", envelope(result, host, { rows: false }));
  write(null);
}

/** Everybody's answers one after the other, and then the result at a glance. */
function writeText(result: SurveyResult, host: Host): void {
  const write = gathered(host);
  let person = "";
  for (const row of result.rows) {
    const heading = plain(`${row.persona} (${row.model})`);
    const key = JSON.stringify([row.panelist, row.arm, row.round]);
    if (key !== person) write(`\n── ${heading} ${"─".repeat(Math.max(4, 60 - heading.length))}\n`);
    person = key;
    write(`${plain(row.question)}: ${said(row)}\n`);
  }
  write(`\n${result}\n`);
  write(null);
}

/** Writes in larger pieces, so that a hundred thousand lines are not as many system calls. */
function gathered({ terminal }: Host): (text: string | null) => void {
  let piece = "";
  return (text) => {
    piece += text ?? "";
    if (text !== null && piece.length < 65_536) return;
    terminal.out(piece);
    piece = "";
  };
}

function said({ status, answer, error, text }: Row): string {
  if (status !== "ok") {
    return `[${status}: ${plain(error ?? "")}${text ? `; said: ${cut(text, 80)}` : ""}]`;
  }
  if (Array.isArray(answer)) return plain(answer.join(", "));
  return plain(typeof answer === "string" ? answer : JSON.stringify(answer));
}
