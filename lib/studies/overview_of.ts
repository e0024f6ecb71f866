import { summariseNumbers } from "../analysis/numbers.ts";
import { type Robustness } from "../analysis/robustness.ts";
import { Tallies } from "../analysis/tallies.ts";
import { type Tallied, type Tally, type TallyContext, tallyRows } from "../analysis/tally.ts";
import { cut } from "../display/columns.ts";
import { dollars } from "../display/money.ts";
import { type Overview, type Shown } from "../display/overview.ts";
import { type ModelTotals } from "../engine/journal.ts";
import { type Row } from "../rows/row.ts";
import { agreementsOf } from "./agreements.ts";
import { costRows } from "./costs.ts";
import { type Course } from "./course.ts";
import { type Plan } from "./plan.ts";

/** What an overview is made of. */
interface Asked {
  readonly plan: Plan;
  readonly questions: ReadonlyMap<string, Tallied>;
  readonly rows: Iterable<Row>;
  readonly usage: readonly ModelTotals[];
  readonly synthesisUsage: readonly ModelTotals[];
  readonly cost: number | null;
  readonly isCutOff: boolean;
  readonly journal: string;
  readonly warnings: readonly string[];
  readonly notice: string | null;
  readonly course: Pick<Course, "begun" | "halt" | "synthesis">;
  blend(question: string): Tally;
  robustness(question: string): Robustness;
}

const QUOTES = 3;

/** A result at a glance: each question as a tally, a summary or a few quotes, and what must be known. */
export function overviewOf(result: Asked, context: TallyContext): Overview {
  const { plan, course } = result;
  const rows = byQuestion(result.rows);
  const counts = statusCounts([...rows.values()].flat());
  const calls = result.usage.reduce((sum, totals) => sum + totals.calls, 0);
  const put = new Set(course.begun.flatMap(({ questions }) => questions));
  const { synthesis } = course;
  return {
    head: [
      `${plan.instrument?.name} · ${panelOf(plan)} · ${context.models.join(", ")}`,
      ...(course.begun.length > 1
        ? [`rounds: ${course.begun.map(({ name }) => name).join(" → ")}`]
        : []),
      `${counts} · ${calls} calls · ${dollars(result.cost)}`,
    ],
    questions: [...result.questions.values()].filter(({ key }) => put.has(key))
      .flatMap((question) => shown(result, context, question, rows.get(question.key) ?? [])),
    ...(synthesis?.status === "ok"
      ? { synthesis: { model: synthesis.model, findings: synthesis.findings } }
      : {}),
    agreements: agreementsOf(result),
    costs: costRows(result),
    notes: notesOf(result),
  };
}

function notesOf({ isCutOff, journal, warnings, notice, course }: Asked): string[] {
  const { halt, synthesis } = course;
  return [
    ...(isCutOff ? [`the run was stopped: what had finished is in ${journal}`] : []),
    ...(halt
      ? [`the budget of ${dollars(halt.cap)} ended the run: its answers are in ${journal}`]
      : []),
    ...(synthesis?.status === "failed" ? [`not summed up: ${synthesis.message}`] : []),
    ...warnings,
    "the intervals tell how much another draw from this panel and its models could differ; they say nothing about people",
    ...(notice === null ? [] : [notice]),
  ];
}

function panelOf({ personas, variants, repeats }: Plan): string {
  const people = `${personas.length} personas`;
  const all = variants === 0 ? people : `${personas.length * variants} variants of ${people}`;
  return repeats === 1 ? all : `${all}, asked ${repeats} times`;
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

function shown(
  result: Asked,
  context: TallyContext,
  question: Tallied,
  rows: readonly Row[],
): Shown[] {
  if (question.options !== null) return [{ tallies: talliesOf(result, context, question, rows) }];
  const heading = `${question.key} · ${cut(question.question.text, 72)}`;
  const answers = rows.filter(({ status }) => status === "ok");
  if (answers.some(({ answer }) => typeof answer === "number")) {
    return numbersOf(heading, rows, result, context);
  }
  const quotes = answers.slice(0, QUOTES).map((row) => ({ who: row.persona, said: saidBy(row) }));
  return [{ heading, quotes, n: answers.length, missing: missingOf(rows) }];
}

/** Numbers summed up for each model apart: the answers of several to one panel are not one sample. */
function numbersOf(
  heading: string,
  rows: readonly Row[],
  { plan }: Asked,
  context: TallyContext,
): Shown[] {
  const of = context.clustered ? `${heading} (means of personas)` : heading;
  if (plan.models?.mode !== "ensemble") {
    return [{ heading: of, summary: summariseNumbers(rows, context) }];
  }
  return context.models.flatMap((name) => {
    const own = rows.filter(({ model, answer }) => model === name && typeof answer === "number");
    return own.length === 0
      ? []
      : [{ heading: `${name} · ${of}`, summary: summariseNumbers(own, context) }];
  });
}

function talliesOf(
  result: Asked,
  context: TallyContext,
  question: Tallied,
  rows: readonly Row[],
): Tally[] {
  const { plan } = result;
  if (plan.models?.mode !== "ensemble") return [tallyRows(rows, question, context)];
  const models = new Tallies(rows, question, context, ({ model }) => model);
  return plan.blend ? [result.blend(question.key)] : [...models];
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
