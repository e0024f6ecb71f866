import { type Tally } from "../analysis/tally.ts";
import { type Findings } from "../instruments/findings.ts";
import { type Summary } from "../statistics/summary.ts";
import { percent, tallyLines } from "./bars.ts";
import { columns, cut } from "./columns.ts";
import { table, tallyTable } from "./html.ts";
import { escaped, plain } from "./escape.ts";
import { wrapped } from "./wrapped.ts";

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
  const parts = questions.map((shown) => linesOf(shown).join("\n"));
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
  return paragraphs(head) + questions.map(htmlOf).join("") +
    (agreements.length === 0 ? "" : table([AGREEMENT, "", ""], agreements.map(agreementRow))) +
    (found.length === 0 ? "" : `<dl>${found.join("")}</dl>`) +
    (costs.length === 0 ? "" : table(headings, costs)) +
    `<small>${paragraphs(notes)}</small>`;
}

function linesOf(shown: Shown): string[] {
  if ("tallies" in shown) return shown.tallies.flatMap(tallyLines);
  if ("summary" in shown) return [shown.heading, `  ${summaryLine(shown.summary)}`];
  const quotes = shown.quotes.map(({ who, said }) =>
    `  ${cut(`${cut(who, 24)}: ${said}`, WIDEST - 2)}`
  );
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
