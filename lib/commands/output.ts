import { type Host } from "../host/host.ts";
import { rowJson } from "../rows/row.ts";
import { envelope } from "../studies/envelope.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { answerLines } from "./answers.ts";
import { jsonLine } from "./json_line.ts";

/** How a result is written to standard output, by `--output-format`. */
export const OUTPUT: Readonly<Record<string, (result: SurveyResult, host: Host) => void>> = {
  text: writeText,
  json: (result, host) => host.terminal.out(jsonLine(envelope(result, host))),
  ndjson: writeLines,
};

function writeLines(result: SurveyResult, host: Host): void {
  const write = gathered(host);
  for (const row of result.rows) write(jsonLine({ type: "row", ...rowJson(row) }));
  write(jsonLine({ type: "message", ...envelope(result, host, { rows: false }) }));
  write(null);
}

/** Everybody's answers one after the other, and then the result at a glance. */
function writeText(result: SurveyResult, host: Host): void {
  const write = gathered(host);
  for (const piece of answerLines(result)) write(piece);
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
