import { type Host } from "../host/host.ts";
import { rowJson } from "../rows/row.ts";
import { jsonPieces } from "../schema/json_pieces.ts";
import { envelope } from "../studies/envelope.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { answerLines } from "./answers.ts";
import { jsonLine, visible } from "./json_line.ts";

/** How a result is written to standard output, by `--output-format`. */
export const OUTPUT: Readonly<Record<string, (result: SurveyResult, host: Host) => void>> = {
  text: writeText,
  json: writeJson,
  ndjson: writeLines,
};

/** One object, the rows as they are read: it may be longer than any string. */
export function writeJson(result: SurveyResult, host: Host): void {
  const write = gathered(host);
  for (const piece of jsonPieces(envelope(result, host, { rows: "walked" }))) write(visible(piece));
  write("\n");
  write(null);
}

function writeLines(result: SurveyResult, host: Host): void {
  const write = gathered(host);
  for (const row of result.rows) write(jsonLine({ type: "row", ...rowJson(row) }));
  write(jsonLine({ type: "message", ...envelope(result, host, { rows: "none" }) }));
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
