import { type OpenAnswers } from "../analysis/open_answers.ts";
import { type Row } from "../rows/row.ts";
import { percent } from "./bars.ts";
import { NOTHING } from "./base.ts";
import { cut } from "./columns.ts";
import { plain } from "./escape.ts";
import { counted } from "./counted.ts";
import { type Agreement, type Overview, type Said } from "./overview.ts";

/** What the agreement of variants is. */
export const AGREEMENT = "how far the variants of one persona agree, as a mean over the personas";

/** Agreement on one question, in cells. */
export function agreementRow({ question, mean, bands }: Agreement): string[] {
  return [cut(question, 28), percent(mean), bands];
}

/** The findings that say something, under a heading that tells who summed up. */
export function findingsOf({ synthesis }: Overview): [name: string, said: Said][] {
  if (synthesis === undefined) return [];
  const found = Object.entries(synthesis.findings).filter(([, said]) => said.length > 0);
  return [["summed up by", synthesis.model], ...found];
}

/** How many answers there are to an open question, and what their numbers are like. */
export function sizeOf({ statuses: { ok }, summary, context, unit }: OpenAnswers): string {
  if (summary === null) return ok === 0 ? NOTHING : `n = ${counted(ok, "open answer")}`;
  const { n, mean, standardError, median, q1, q3, min, max } = summary;
  const size = context.clustered
    ? `n = ${counted(n, "persona")}, each by the mean of its answers`
    : `n = ${counted(n, "answer")}`;
  const spread = standardError === null ? "" : ` (standard error ${short(standardError)})`;
  const of = unit === null ? "" : `, in ${plain(cut(unit, 40))}`;
  return `${size}${of}; mean ${short(mean)}${spread}; median ${short(median)}, ` +
    `middle half ${short(q1)} to ${short(q3)}, range ${short(min)} to ${short(max)}`;
}

/** What to quote of the answers to an open question, with who said it; nothing of numbers. */
export function quotesOf({ summary, quoted }: OpenAnswers): { who: string; said: string }[] {
  if (summary !== null) return [];
  return quoted.map((row) => ({ who: row.persona, said: saidIn(row) }));
}

function saidIn({ answer }: Row): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
