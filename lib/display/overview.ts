import { OpenAnswers } from "../analysis/open_answers.ts";
import { Tally } from "../analysis/tally.ts";
import { type Findings } from "../instruments/findings.ts";
import { type Row } from "../rows/row.ts";
import { percent, tallyLines } from "./bars.ts";
import { notCounted, NOTHING } from "./base.ts";
import { columns, cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { table, tallyTable } from "./html.ts";
import { escaped, plain } from "./escape.ts";
import { wrapped } from "./wrapped.ts";

/** The answers to one question, counted or gathered: one after the other for each model that was asked. */
export type Shown = readonly (Tally | OpenAnswers)[];

/** A result at a glance. */
export interface Overview {
  /** What it is of, who answered, how much it cost: a line each. */
  readonly head: readonly string[];
  readonly questions: readonly Shown[];
  /** What the answers were summed up as, and by whom; absent where they were not. */
  readonly synthesis?: {
    readonly model: string;
    readonly findings: Readonly<Record<keyof Findings, Said>>;
  };
  /** How far the variants of one persona agree, by question; empty where there are no variants. */
  readonly agreements: readonly Agreement[];
  /** What was spent: rows of cells, the first one their headings; empty where nobody was called. */
  readonly costs: readonly (readonly string[])[];
  /** What a reader must know: warnings and notices. */
  readonly notes: readonly string[];
}

/** How far the variants of one persona agree on a question. */
export interface Agreement {
  /** The question's key. */
  readonly question: string;
  /** The mean over the personas, in (0, 1]. */
  readonly mean: number;
  /** How many personas there are of each band, as in `"4 robust, 2 fragile"`. */
  readonly bands: string;
}

/** A finding: a text, or several. */
type Said = string | readonly string[];

/** How wide lines of words are at most, in columns. */
const WIDEST = 80;

/** An overview as lines of text. */
export function overviewText(overview: Overview): string {
  const { head, questions, agreements, costs, notes } = overview;
  const parts = questions.map((answers) => answers.flatMap(linesOf).join("\n"));
  const found = findingsOf(overview).flatMap(([name, said]) =>
    typeof said === "string"
      ? hanging(`${name}: ${said}`)
      : [`${name}:`, ...said.flatMap((one) => hanging(one, "  - ", "    "))]
  );
  const all = [
    head.flatMap((line) => hanging(line)).join("\n"),
    ...parts,
    agreementLines(agreements).join("\n"),
    found.join("\n"),
    columns(costs, costs[0]?.map((_, place) => place).slice(1)).join("\n"),
    notes.flatMap((line) => hanging(line)).join("\n"),
  ].filter((part) => part !== "");
  return plain(all.join("\n\n"));
}

/** Words in as many lines as they need, the later ones set in. */
function hanging(words: string, first = "", later = "  "): string[] {
  return wrapped(words, WIDEST - later.length, { most: Infinity })
    .map((line, place) => (place === 0 ? first : later) + line);
}

const AGREEMENT = "how far the variants of one persona agree, as a mean over the personas";

function agreementLines(agreements: readonly Agreement[]): string[] {
  const rows = columns(agreements.map(agreementRow), [1]).map((line) => `  ${line}`);
  return rows.length === 0 ? [] : [AGREEMENT, ...rows];
}

function agreementRow({ question, mean, bands }: Agreement): string[] {
  return [cut(question, 28), percent(mean), bands];
}

/** The findings that say something, under a heading that tells who summed up. */
function findingsOf({ synthesis }: Overview): [name: string, said: Said][] {
  if (synthesis === undefined) return [];
  const found = Object.entries(synthesis.findings).filter(([, said]) => said.length > 0);
  return [["summed up by", synthesis.model], ...found];
}

/** An overview in HTML. */
export function overviewHtml(overview: Overview): string {
  const { head, questions, agreements, costs: [headings = [], ...costs], notes } = overview;
  const found = findingsOf(overview).map(([name, said]) => {
    const list = typeof said === "string"
      ? escaped(said)
      : `<ul>${said.map((one) => `<li>${escaped(one)}</li>`).join("")}</ul>`;
    return `<dt>${escaped(name)}</dt><dd>${list}</dd>`;
  });
  const paragraphs = (lines: readonly string[]) =>
    lines.map((line) => `<div>${escaped(line)}</div>`).join("");
  return paragraphs(head) + questions.flat().map(htmlOf).join("") +
    (agreements.length === 0 ? "" : table([AGREEMENT, "", ""], agreements.map(agreementRow))) +
    (found.length === 0 ? "" : `<dl>${found.join("")}</dl>`) +
    (costs.length === 0 ? "" : table(headings, costs)) +
    `<small>${paragraphs(notes)}</small>`;
}

function linesOf(answers: Tally | OpenAnswers): string[] {
  return answers instanceof OpenAnswers ? openLines(answers) : tallyLines(answers);
}

function openLines(answers: OpenAnswers): string[] {
  const { question, text, context: { label }, quoted, summary, statuses } = answers;
  const head = `${label === undefined ? "" : `${label} · `}${question} · ${cut(text, 72)}`;
  const quotes = summary === null
    ? quoted.map((row) => cut(`${cut(row.persona, 24)}: ${saidIn(row)}`, WIDEST - 2))
    : [];
  return [
    head,
    ...quotes.map((quote) => `  ${quote}`),
    ...hanging(sizeOf(answers), "  ", "    "),
    ...notCounted(statuses).map((line) => `  ${line}`),
  ];
}

function htmlOf(answers: Tally | OpenAnswers): string {
  if (answers instanceof Tally) return tallyTable(answers);
  const { text, context: { label }, quoted, summary, statuses } = answers;
  const notes = [label ?? "", sizeOf(answers), ...notCounted(statuses)].filter((one) => one !== "");
  const quotes = summary === null
    ? quoted.map((row) => `<li>${escaped(row.persona)}: ${escaped(cut(saidIn(row), 200))}</li>`)
    : [];
  return `<p>${escaped(`${text} (${notes.join("; ")})`)}</p>` +
    (quotes.length === 0 ? "" : `<ul>${quotes.join("")}</ul>`);
}

/** How many answers there are, and what their numbers are like. */
function sizeOf({ statuses: { ok }, summary, context }: OpenAnswers): string {
  if (summary === null) return ok === 0 ? NOTHING : `n = ${counted(ok, "open answer")}`;
  const { n, mean, standardError, median, q1, q3, min, max } = summary;
  const size = context.clustered
    ? `n = ${counted(n, "persona")}, each by the mean of its answers`
    : `n = ${counted(n, "answer")}`;
  const spread = standardError === null ? "" : ` (standard error ${short(standardError)})`;
  return `${size}; mean ${short(mean)}${spread}; median ${short(median)}, ` +
    `middle half ${short(q1)} to ${short(q3)}, range ${short(min)} to ${short(max)}`;
}

function saidIn({ answer }: Row): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
