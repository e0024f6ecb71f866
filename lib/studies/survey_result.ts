import { type Tallied, type Tally, tallyRows } from "../analysis/tally.ts";
import { Tallies } from "../analysis/tallies.ts";
import { sharesChart } from "../display/shares_chart.ts";
import { type Chart } from "../display/chart.ts";
import { type Journal, type ModelTotals } from "../engine/journal.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { type Summary, summary } from "../statistics/summary.ts";
import { type Plan } from "./plan.ts";
import { type Panelist, type Prepared } from "./prepare.ts";
import { overviewHtml, overviewText } from "../display/overview.ts";
import { overviewOf } from "./overview_of.ts";
import { type FailureStats, failureStats } from "./failure_stats.ts";
import { Rows } from "./rows.ts";

/** What a result is made of. */
export interface Outcome {
  readonly prepared: Prepared;
  readonly run: string;
  readonly journal: Journal;
  /** Whether the run was stopped before its end. */
  readonly isCutOff: boolean;
  /** How long the run took, in seconds. */
  readonly seconds: number;
}

/**
 * What came of asking a panel: rows, tallies, pictures and cost. Everything is read from the run's
 * journal when it is asked for. It shows itself in a notebook and in the REPL.
 */
export class SurveyResult<Asked extends Questions = Questions> {
  /** The run's id. */
  readonly run: string;
  /** What was carried out, with the models that were chosen. */
  readonly plan: Plan;
  /** The fingerprint of everything that shapes an answer. */
  readonly fingerprint: string;
  /** Every row, in panel order; read from the journal as it is walked. */
  readonly rows: Rows;
  /** What was noticed that a reader should know. */
  readonly warnings: readonly string[];
  /** Whether the run was stopped before its end, so that panelists are missing. */
  readonly isCutOff: boolean;
  /** What must be said wherever the result is shown; null when nothing must. */
  readonly notice: string | null;
  /** The file that holds every reply. */
  readonly journal: string;
  readonly #outcome: Outcome;
  #failures: FailureStats | undefined;
  #usage: readonly ModelTotals[] | undefined;

  /** Made by `run()`, from what the run left behind. */
  constructor(outcome: Outcome) {
    const { prepared, run, journal } = outcome;
    this.run = run;
    this.plan = { ...prepared.parts.plan, models: prepared.models };
    this.fingerprint = prepared.fingerprint;
    this.rows = new Rows(journal);
    this.warnings = prepared.warnings;
    this.isCutOff = outcome.isCutOff;
    this.notice = prepared.notice;
    this.journal = journal.path;
    this.#outcome = outcome;
  }

  /** The questions by key, with their options and the way to tally them. */
  get questions(): ReadonlyMap<string, Tallied> {
    return this.#outcome.prepared.questions;
  }

  /** Everybody on the panel, in panel order. */
  get panelists(): readonly Panelist[] {
    return this.#outcome.prepared.panelists;
  }

  /** How long the run took, in seconds. */
  get seconds(): number {
    return this.#outcome.seconds;
  }

  /** What was spent, by model, whichever run of the journal spent it. */
  get usage(): readonly ModelTotals[] {
    return this.#usage ??= this.#outcome.journal.totals();
  }

  /** US dollars of everything that was paid for; null when some model has no known price. */
  get cost(): number | null {
    return this.usage.reduce<number | null>(
      (sum, { cost }) => sum === null || cost === null ? null : sum + cost,
      0,
    );
  }

  /** What went wrong, counted; and whether so much did that the run must not be used. */
  get failures(): FailureStats {
    const { isCutOff } = this;
    const { personas, models } = this.plan;
    const names = models?.entries.map(({ name }) => name) ?? [];
    const arms = models?.mode === "ensemble" ? names.length : 1;
    const totalPairs = personas.length * arms * this.questions.size;
    return this.#failures ??= failureStats(this.rows, { totalPairs, isCutOff, models: names });
  }

  /**
   * The answers to a bounded question, counted.
   *
   * @throws {TypeError} When the question has no options, or, without `by`, in an ensemble: the answers
   * of several models to one panel are not one sample.
   */
  tally(question: keyof Asked & string): Tally;
  /** The answers counted for each model, or for each value of an attribute of the personas. */
  tally(question: keyof Asked & string, options: { readonly by: string }): Tallies;
  tally(
    question: keyof Asked & string,
    options?: { readonly by: string },
  ): Tally | Tallies {
    const asked = this.#question(question);
    const models = this.plan.models?.entries.map(({ name }) => name) ?? [];
    const context = { models, notice: this.notice };
    if (options) return new Tallies(this.rows, asked, context, this.#groups(options.by));
    if (this.plan.models?.mode === "ensemble") {
      throw new TypeError(
        `Cannot tally "${question}" over ${models.length} models at once: ` +
          `ask for tally("${question}", { by: "model" })`,
      );
    }
    return tallyRows(this.rows, asked, context);
  }

  /**
   * The answers to a numeric question, summarised.
   *
   * @throws {TypeError} When its answers are not numbers.
   */
  summary(question: keyof Asked & string): Summary {
    const asked = this.#question(question);
    const numbers: number[] = [];
    for (const { question: key, status, answer } of this.rows) {
      if (key !== question || status !== "ok") continue;
      if (typeof answer !== "number") {
        throw new TypeError(
          `Cannot summarise "${question}": a question of kind "${asked.question.kind}" has no numbers`,
        );
      }
      numbers.push(answer);
    }
    return summary(numbers);
  }

  /** The shares of a bounded question with their intervals, as a picture; in an ensemble by model. */
  plot(question: keyof Asked & string): Chart {
    if (this.plan.models?.mode !== "ensemble") return sharesChart([this.tally(question)]);
    return sharesChart([...this.tally(question, { by: "model" })]);
  }

  /** The result at a glance, in text. */
  toString(): string {
    return overviewText(overviewOf(this));
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const overview = overviewOf(this);
    return { "text/html": overviewHtml(overview), "text/plain": overviewText(overview) };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  #question(key: string): Tallied {
    const question = this.questions.get(key);
    if (question) return question;
    const known = [...this.questions.keys()].join(", ");
    throw new TypeError(`Cannot find the question "${key}": the instrument asks ${known}`);
  }

  #groups(by: string): (row: Row) => string | undefined {
    if (by === "model") return (row) => row.model;
    const labels = new Map(this.panelists.map(({ id, persona }) => {
      const value = by === "persona" ? persona.name ?? "Anonymous" : persona[by];
      return [id, value === undefined ? undefined : String(value)];
    }));
    if (by === "persona") tellApart(labels);
    return (row) => labels.get(row.panelist);
  }
}

/** Gives people of one name their id beside it: they stay two people. */
function tellApart(labels: Map<string, string | undefined>): void {
  const counts = new Map<string | undefined, number>();
  for (const name of labels.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [id, name] of labels) {
    if ((counts.get(name) ?? 0) > 1) labels.set(id, `${name} (${id})`);
  }
}
