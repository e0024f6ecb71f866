import { type Tally } from "../analysis/tally.ts";
import { type Summary } from "../statistics/summary.ts";
import { tallyLines } from "./bars.ts";
import { cut } from "./columns.ts";
import { tallyTable } from "./html.ts";
import { escaped, plain } from "./escape.ts";

/** One question of a result, ready to be shown. */
export type Shown =
  | { readonly tallies: readonly Tally[] }
  | { readonly heading: string; readonly summary: Summary }
  | {
    readonly heading: string;
    readonly quotes: readonly Quote[];
    readonly n: number;
    /** How many answers are missing, in words; empty when none is. */
    readonly missing: string;
  };

/** What one panelist said. */
export interface Quote {
  readonly who: string;
  readonly said: string;
}

/** A result at a glance. */
export interface Overview {
  /** What it is of, who answered, how much it cost: a line each. */
  readonly head: readonly string[];
  readonly questions: readonly Shown[];
  /** What a reader must know: warnings and notices. */
  readonly notes: readonly string[];
}

/** An overview as lines of text. */
export function overviewText({ head, questions, notes }: Overview): string {
  const parts = questions.map((shown) => linesOf(shown).join("\n"));
  const all = [head.join("\n"), ...parts, notes.join("\n")].filter((part) => part !== "");
  return plain(all.join("\n\n"));
}

/** An overview in HTML. */
export function overviewHtml({ head, questions, notes }: Overview): string {
  const paragraphs = (lines: readonly string[]) =>
    lines.map((line) => `<div>${escaped(line)}</div>`).join("");
  return paragraphs(head) + questions.map(htmlOf).join("") +
    `<small>${paragraphs(notes)}</small>`;
}

function linesOf(shown: Shown): string[] {
  if ("tallies" in shown) return shown.tallies.flatMap(tallyLines);
  if ("summary" in shown) return [shown.heading, `  ${summaryLine(shown.summary)}`];
  const quotes = shown.quotes.map(({ who, said }) => `  ${cut(who, 24)}: ${cut(said, 100)}`);
  return [shown.heading, ...quotes, `  n = ${shown.n} open answers${shown.missing}`];
}

function htmlOf(shown: Shown): string {
  if ("tallies" in shown) return shown.tallies.map(tallyTable).join("");
  if ("summary" in shown) {
    return `<p>${escaped(shown.heading)}<br>${escaped(summaryLine(shown.summary))}</p>`;
  }
  const quotes = shown.quotes.map(({ who, said }) =>
    `<li>${escaped(who)}: ${escaped(cut(said, 200))}</li>`
  );
  return `<p>${escaped(shown.heading)} (n = ${shown.n}${escaped(shown.missing)})</p><ul>${
    quotes.join("")
  }</ul>`;
}

function summaryLine({ n, mean, standardError, median, q1, q3, min, max }: Summary): string {
  const spread = standardError === null ? "" : ` (standard error ${short(standardError)})`;
  return `n = ${n}; mean ${short(mean)}${spread}; median ${short(median)}, ` +
    `middle half ${short(q1)} to ${short(q3)}, range ${short(min)} to ${short(max)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
