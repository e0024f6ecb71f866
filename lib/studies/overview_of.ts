import { Tallies } from "../analysis/tallies.ts";
import { type Tallied, type Tally, tallyRows } from "../analysis/tally.ts";
import { cut } from "../display/columns.ts";
import { dollars } from "../display/money.ts";
import { type Overview, type Shown } from "../display/overview.ts";
import { summary } from "../statistics/summary.ts";
import { type Row } from "../rows/row.ts";
import { type Plan } from "./plan.ts";

/** What an overview is made of. */
interface Asked {
  readonly plan: Plan;
  readonly questions: ReadonlyMap<string, Tallied>;
  readonly rows: Iterable<Row>;
  readonly usage: readonly { readonly calls: number }[];
  readonly cost: number | null;
  readonly isCutOff: boolean;
  readonly journal: string;
  readonly warnings: readonly string[];
  readonly notice: string | null;
}

const QUOTES = 3;

/** A result at a glance: each question as a tally, a summary or a few quotes, and what must be known. */
export function overviewOf(result: Asked): Overview {
  const { plan, usage } = result;
  const models = plan.models?.entries.map(({ name }) => name).join(", ") ?? "";
  const rows = byQuestion(result.rows);
  const counts = statusCounts([...rows.values()].flat());
  const calls = usage.reduce((sum, totals) => sum + totals.calls, 0);
  return {
    head: [
      `${plan.instrument?.name} · ${plan.personas.length} personas · ${models}`,
      `${counts} · ${calls} calls · ${dollars(result.cost)}`,
    ],
    questions: [...result.questions.values()].map((question) =>
      shown(result, question, rows.get(question.key) ?? [])
    ),
    notes: [
      ...(result.isCutOff
        ? [`the run was stopped: what had finished is in ${result.journal}`]
        : []),
      ...result.warnings,
      "the intervals tell how much another draw from this panel and its models could differ; they say nothing about people",
      ...(result.notice === null ? [] : [result.notice]),
    ],
  };
}

/** The rows of each question: the journal is walked once, however many questions there are. */
function byQuestion(rows: Iterable<Row>): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.question);
    if (group) group.push(row);
    else groups.set(row.question, [row]);
  }
  return groups;
}

function shown(result: Asked, question: Tallied, rows: readonly Row[]): Shown {
  if (question.options !== null) return { tallies: talliesOf(result, question, rows) };
  const heading = `${question.key} · ${cut(question.question.text, 72)}`;
  const answers = rows.filter(({ status }) => status === "ok");
  const numbers = answers.map(({ answer }) => answer).filter((answer) =>
    typeof answer === "number"
  );
  if (numbers.length > 0) return { heading, summary: summary(numbers) };
  const quotes = answers.slice(0, QUOTES).map((row) => ({ who: row.persona, said: saidBy(row) }));
  return { heading, quotes, n: answers.length, missing: missingOf(rows) };
}

function talliesOf({ plan, notice }: Asked, question: Tallied, rows: readonly Row[]): Tally[] {
  const context = { models: plan.models?.entries.map(({ name }) => name) ?? [], notice };
  return plan.models?.mode === "ensemble"
    ? [...new Tallies(rows, question, context, ({ model }) => model)]
    : [tallyRows(rows, question, context)];
}

function missingOf(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { status } of rows) {
    if (status !== "ok") counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const parts = [...counts].map(([status, n]) => `${n} ${status}`);
  return parts.length === 0 ? "" : `; not counted: ${parts.join(", ")}`;
}

function saidBy({ answer }: Row): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

function statusCounts(rows: Iterable<Row>): string {
  const counts = new Map<string, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  const { ok = 0, ...rest } = Object.fromEntries(counts);
  return [`${ok} answers`, ...Object.entries(rest).map(([status, n]) => `${n} ${status}`)].join(
    ", ",
  );
}
