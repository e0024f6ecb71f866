import { cut, width } from "../display/columns.ts";
import { plain } from "../display/escape.ts";
import { wrapped } from "../display/wrapped.ts";
import { type Row } from "../rows/row.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { type Wordings } from "../studies/wordings.ts";

/** How wide lines are at most, in columns. */
const WIDEST = 80;

/**
 * Everybody's answers one after the other, in pieces of text: a heading a person, a line an answer. What
 * arrived after the stop is no part of the result.
 */
export function* answerLines(result: SurveyResult): Generator<string> {
  const { rows, wordings, plan: { repeats }, course: { begun } } = result;
  let [person, round] = ["", ""];
  for (const row of rows) {
    if (row.afterStop) continue;
    if (row.round !== round && begun.length > 1) yield `\nRound ${cut(row.round, WIDEST)}\n`;
    round = row.round;
    const key = JSON.stringify([row.panelist, row.arm, row.round, row.repeat]);
    if (key !== person) yield heading(row, repeats);
    person = key;
    yield `${filled(`${askedBy(row, wordings)}${said(row)}`)}\n`;
    if (row.extraction !== null) {
      yield `${filled(`  extracted: ${inWords(row.extraction)}`)}\n`;
    } else if (row.status === "ok" && row.error !== null) yield `${filled(`  [${row.error}]`)}\n`;
  }
}

function heading({ persona, model, repeat }: Row, repeats: number): string {
  const again = repeats === 1 ? "" : `, time ${repeat + 1} of ${repeats}`;
  const who = cut(`${persona} (${model}${again})`, WIDEST - 8);
  return `\n── ${who} ${"─".repeat(Math.max(4, 60 - width(who)))}\n`;
}

/** What was asked: a question by its key, what follows it by its words. */
function askedBy({ question }: Row, wordings: Wordings): string {
  const wording = wordings.get(question);
  if (wording?.followUpTo === undefined) return `${plain(question)}: `;
  const words = cut(wording.text, 60);
  return /[.?!…]$/.test(words) ? `  ↳ ${words} ` : `  ↳ ${words}: `;
}

function said({ status, answer, error, text }: Row): string {
  if (status === "skipped") return `[not asked: ${error ?? ""}]`;
  if (status !== "ok") {
    return `[${status}: ${error ?? ""}${text ? `; said: ${cut(text, 80)}` : ""}]`;
  }
  return inWords(answer);
}

/** Data as somebody would say it: lists with commas, mappings with their names. */
function inWords(data: unknown): string {
  if (typeof data === "string") return data;
  if (Array.isArray(data)) return data.map(inWords).join(", ");
  if (data === null || typeof data !== "object") return JSON.stringify(data);
  return Object.entries(data).map(([name, part]) => `${name} ${inWords(part)}`).join("; ");
}

/** A text in lines that fit, all but the first set in: none of its lines can look like a heading. */
function filled(text: string): string {
  const before = /^ */.exec(text)?.[0] ?? "";
  const lines = plain(text).trimEnd().split(/[\r\n]+/).flatMap(fitting);
  return lines.map((line, place) => (place === 0 ? before : `${before}  `) + line).join("\n");
}

// What is shorter than a line need not be measured, and a hundred thousand answers mostly are.
function fitting(line: string): string[] {
  const words = line.trim().replace(/\s+/g, " ");
  if (2 * words.length <= WIDEST - 4) return [words];
  const isNarrow = /^[\x20-\x7e]*$/.test(words);
  if (!isNarrow) return wrapped(words, WIDEST - 4, { most: Infinity });
  return words.match(/\S.{0,75}(?= |$)|\S{1,76}/g) ?? [];
}
