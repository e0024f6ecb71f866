import { OpenAnswers } from "../analysis/open_answers.ts";
import { type Tally } from "../analysis/tally.ts";
import { base, notCounted } from "./base.ts";
import { calibrationHtml } from "./calibration_html.ts";
import { cut } from "./columns.ts";
import { escaped } from "./escape.ts";
import { barsTable, table } from "./html.ts";
import { type Agreement, type Overview, type Said, type Shown } from "./overview.ts";
import { AGREEMENT, agreementRow, findingsOf, quotesOf, sizeOf } from "./overview_words.ts";

/** An overview in HTML; colours and type are those of where it is shown. */
export function overviewHtml(overview: Overview): string {
  const { questions, agreements, calibration, costs: [headings = [], ...costs], notes } = overview;
  const [title = "", ...head] = overview.head;
  const all = [
    heading(`<strong>${escaped(title)}</strong>`),
    lines(head),
    ...questions.map(questionHtml),
    agreementHtml(agreements),
    calibration === null ? "" : calibrationHtml(calibration),
    findingsHtml(findingsOf(overview)),
    costs.length === 0 ? "" : heading(table(headings, costs, { right: afterFirst(headings) })),
    `<small>${lines(notes)}</small>`,
  ];
  return `<div style="max-width:60em">${all.join("")}</div>`;
}

function heading(html: string): string {
  return `<div style="margin:1em 0 .2em">${html}</div>`;
}

function list(items: readonly string[]): string {
  return `<ul style="margin:.2em 0 .6em;padding-left:1.6em">${
    items.map((item) => `<li>${item}</li>`).join("")
  }</ul>`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `<div>${escaped(line)}</div>`).join("");
}

function afterFirst(cells: readonly string[]): number[] {
  return cells.map((_, place) => place).slice(1);
}

/** A question under its key and all of its words, and what each model answered. */
function questionHtml(answers: Shown): string {
  const [{ question, text } = { question: "", text: "" }] = answers;
  return heading(`<strong>${escaped(question)}</strong> · ${escaped(text)}`) +
    answers.map(answersHtml).join("");
}

/** What was answered to a question, by one model or all. */
export function answersHtml(answers: Tally | OpenAnswers): string {
  const { context: { label } } = answers;
  const isOpen = answers instanceof OpenAnswers;
  const size = isOpen ? [sizeOf(answers), ...notCounted(answers.statuses)] : base(answers);
  const told = [label ?? "", size.join("; ")].filter((part) => part !== "").join(" · ");
  return `<div><small>${escaped(told)}</small></div>` +
    (isOpen ? quotesHtml(answers) : barsTable(answers));
}

function quotesHtml(answers: OpenAnswers): string {
  const quotes = quotesOf(answers);
  if (quotes.length === 0) return "";
  return list(
    quotes.map(({ who, said }) => `<em>${escaped(who)}:</em> ${escaped(cut(said, 240))}`),
  );
}

function agreementHtml(agreements: readonly Agreement[]): string {
  if (agreements.length === 0) return "";
  const rows = agreements.map(agreementRow);
  return heading(escaped(AGREEMENT)) +
    table(["question", "agreement", "personas"], rows, { right: [1] });
}

function findingsHtml(findings: readonly (readonly [name: string, said: Said])[]): string {
  return findings.map(([name, said]) =>
    heading(`<strong>${escaped(name)}</strong>`) +
    (typeof said === "string" ? lines([said]) : list(said.map(escaped)))
  ).join("");
}
