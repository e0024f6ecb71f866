import { cut } from "../display/columns.ts";
import { withFace } from "../display/face.ts";
import { listFace } from "../display/list_face.ts";
import { noStatuses } from "../analysis/statuses.ts";
import { type Tallied } from "../analysis/tally.ts";
import { categoriesOf } from "../analysis/tally_counter.ts";
import { SYNTHETIC_NOTICE } from "../display/synthetic_notice.ts";
import { type QuestionOption } from "../instruments/kind.ts";
import { type Row, type Status } from "../rows/row.ts";
import { ROW_COLUMNS, type RowColumn } from "../rows/row_table.ts";
import { type SurveyResult } from "./survey_result.ts";

/**
 * What the rows of a result hold, for those who read them without us, as it stands in `codebook.json`: the
 * columns; and each question with its wording, kind, options, how often each option was given, and how many
 * answers are missing, by why they are. What arrived after a stop is counted apart. The rows are walked once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, codebook, instrument, panel, scripted } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }])
 *   .models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const { questions: [tier] } = codebook(result);
 * assert(tier?.text === "Which tier?" && tier.values?.pro === 2 && tier.missing.refused === 0);
 * ```
 */
export function codebook(result: SurveyResult): Codebook {
  const { run, plan, fingerprint, notice, rows } = result;
  const entries = new Map(asked(result).map((one) => [one.key, one]));
  for (const row of rows) entries.get(row.question)?.count(row);
  return withFace({
    notice: [SYNTHETIC_NOTICE, ...(notice === null ? [] : [notice])].join(" "),
    run_id: run,
    fingerprint,
    instrument: plan.instrument?.name ?? null,
    columns: ROW_COLUMNS,
    questions: [...entries.values()].map((one) => one.entry),
  }, FACE);
}

const FACE = listFace<Codebook, CodebookQuestion>({
  title: ({ run_id, columns }) =>
    `the codebook of ${run_id}: rows of ${columns.length} columns, and these questions`,
  rows: ({ questions }) => questions,
  head: ["key", "kind", "question", "options", "answers"],
  cells: ({ key, kind, text, options, answers }) => [
    ...[cut(key, 28), kind ?? "", cut(text, 48)],
    ...[options === null ? "any" : String(options.length), answers.toLocaleString("en-GB")],
  ],
  right: [3, 4],
  notes: ({ notice }) => [notice],
});

/** What the rows of a result hold. */
export interface Codebook {
  /** What must be said with the rows. */
  readonly notice: string;
  /** The run's id. */
  readonly run_id: string;
  /** The fingerprint of everything that shapes an answer. */
  readonly fingerprint: string;
  /** The instrument's name. */
  readonly instrument: string | null;
  /** The columns of the rows: name, type, description. */
  readonly columns: readonly RowColumn[];
  /** The questions and follow-ups, in the order in which they are put. */
  readonly questions: readonly CodebookQuestion[];
}

/** A question of a codebook. */
export interface CodebookQuestion {
  /** The key, as in the column `question`. */
  readonly key: string;
  /** The wording. */
  readonly text: string;
  /** The kind; null where it was never put. */
  readonly kind: string | null;
  /** The question it follows; null where it follows none. */
  readonly follow_up_to: string | null;
  /** The options as authored, what is stored and what was read; null where any answer is possible. */
  readonly options: readonly QuestionOption[] | null;
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** Whether an answer may name several options. */
  readonly multiple: boolean;
  /** What of an answer counts as an option; null where it is the answer itself. */
  readonly counted: string | null;
  /** How many valid answers there are. */
  readonly answers: number;
  /** How many of them count for each option; null without options. */
  readonly values: Readonly<Record<string, number>> | null;
  /** The least and the greatest answer where answers are numbers; null elsewhere. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** How many answers are missing, by why. */
  readonly missing: Readonly<Record<Exclude<Status, "ok">, number>>;
  /** How many rows arrived after the run had stopped, which are in none of these. */
  readonly after_stop: number;
}

/** The questions and follow-ups that can be in the rows. */
function asked({ questions, wordings }: SurveyResult): Entry[] {
  return [...wordings].map(([key, { text, followUpTo = null }]) =>
    new Entry({ key, text, followUpTo, asked: questions.get(key) })
  );
}

/** A question that is counted a row at a time. */
class Entry {
  readonly key: string;
  readonly #told: { readonly text: string; readonly followUpTo: string | null };
  readonly #asked: Tallied | undefined;
  readonly #statuses = noStatuses();
  readonly #values = new Map<string, number>();
  #kind: string | null;
  #range: { readonly min: number; readonly max: number } | null = null;
  #afterStop = 0;

  constructor({ key, asked, ...told }: {
    readonly key: string;
    readonly text: string;
    readonly followUpTo: string | null;
    readonly asked: Tallied | undefined;
  }) {
    this.key = key;
    this.#told = told;
    this.#asked = asked;
    this.#kind = asked?.question.kind ?? null;
    for (const { value } of asked?.options ?? []) this.#values.set(value, 0);
  }

  count(row: Row): void {
    this.#kind ??= row.kind;
    if (row.afterStop) {
      this.#afterStop += 1;
      return;
    }
    this.#statuses[row.status] += 1;
    if (row.status !== "ok" || this.#asked === undefined) return;
    if (this.#asked.options === null) return this.#widen(row.answer);
    for (const one of categoriesOf(row, this.#asked)) {
      this.#values.set(one, (this.#values.get(one) ?? 0) + 1);
    }
  }

  get entry(): CodebookQuestion {
    const { ok, ...missing } = this.#statuses;
    const { options = null, ordered = false, multiple = false, counted = null } = this.#asked ?? {};
    return {
      ...{ key: this.key, text: this.#told.text, kind: this.#kind },
      follow_up_to: this.#told.followUpTo,
      ...{ options, ordered, multiple, counted, answers: ok },
      values: options === null ? null : Object.fromEntries(this.#values),
      ...{ range: this.#range, missing, after_stop: this.#afterStop },
    };
  }

  #widen(answer: unknown): void {
    if (typeof answer !== "number") return;
    const { min, max } = this.#range ?? { min: answer, max: answer };
    this.#range = { min: Math.min(min, answer), max: Math.max(max, answer) };
  }
}
