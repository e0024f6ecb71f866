import { OpenAnswers } from "../analysis/open_answers.ts";
import { type Tally } from "../analysis/tally.ts";
import { tallyLines } from "./bars.ts";
import { notCounted } from "./base.ts";
import { calibrationLines } from "./calibration_text.ts";
import { columns, cut } from "./columns.ts";
import { plain } from "./escape.ts";
import { type Agreement, type Overview } from "./overview.ts";
import { AGREEMENT, agreementRow, findingsOf, quotesOf, sizeOf } from "./overview_words.ts";
import { wrapped } from "./wrapped.ts";

/** How wide lines of words are at most, in columns. */
const WIDEST = 80;

/** An overview as lines of text. */
export function overviewText(overview: Overview): string {
  const { head, questions, agreements, calibration, costs, notes } = overview;
  const found = findingsOf(overview).flatMap(([name, said]) =>
    typeof said === "string"
      ? hanging(`${name}: ${said}`)
      : [`${name}:`, ...said.flatMap((one) => hanging(one, "  - ", "    "))]
  );
  const parts = [
    head.flatMap((line) => hanging(line)),
    ...questions.map((answers) => answers.flatMap(answerLines)),
    agreementLines(agreements),
    calibration === null ? [] : calibrationLines(calibration),
    found,
    columns(costs, costs[0]?.map((_, place) => place).slice(1)),
    notes.flatMap((line) => hanging(line)),
  ];
  return plain(
    parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n"),
  );
}

/** Words in as many lines as they need, the later ones set in. */
export function hanging(words: string, first = "", later = "  "): string[] {
  return wrapped(words, WIDEST - later.length, { most: Infinity })
    .map((line, place) => (place === 0 ? first : later) + line);
}

function agreementLines(agreements: readonly Agreement[]): string[] {
  const rows = columns(agreements.map(agreementRow), [1]).map((line) => `  ${line}`);
  return rows.length === 0 ? [] : [AGREEMENT, ...rows];
}

/** What was answered to a question, by one model or all, as lines of text. */
export function answerLines(answers: Tally | OpenAnswers): string[] {
  if (!(answers instanceof OpenAnswers)) return tallyLines(answers);
  const { question, text, context: { label }, statuses } = answers;
  return [
    `${label === undefined ? "" : `${label} · `}${question} · ${cut(text, 72)}`,
    ...quotesOf(answers).map(({ who, said }) => `  ${cut(`${cut(who, 24)}: ${said}`, WIDEST - 2)}`),
    ...hanging(sizeOf(answers), "  ", "    "),
    ...notCounted(statuses).map((line) => `  ${line}`),
  ];
}
