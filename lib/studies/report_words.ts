import { OpenAnswers } from "../analysis/open_answers.ts";
import { type TallyContext } from "../analysis/tally.ts";
import { type Row } from "../rows/row.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How many answers to a question are shown in words, and how many reasons of failures. */
const SHOWN = 20;

/** The answers in words to one question. */
export interface Words {
  /** What they come to: once, or for each model of an ensemble. */
  readonly answers: readonly OpenAnswers[];
  /** The first of them. */
  readonly first: readonly Row[];
}

/** What of the rows is shown in words. */
export interface ReportWords {
  /** The answers to open questions and to follow-ups, by key. */
  readonly open: ReadonlyMap<string, Words>;
  /** Why answers are missing: how often for each reason, the first reasons only. */
  readonly reasons: ReadonlyMap<string, number>;
  /** How many rows are missing for other reasons than these. */
  readonly otherReasons: number;
}

/** Gathers what is shown in words in one walk through the rows, however many there are. */
export function wordsOf(result: SurveyResult): ReportWords {
  const open = new Map(openKeys(result).map((key) => [key, new Gathered(key, result)]));
  const reasons = new Map<string, number>();
  let otherReasons = 0;
  for (const row of result.rows) {
    open.get(row.question)?.count(row);
    if (row.error === null) continue;
    const isKnown = reasons.has(row.error) || reasons.size < SHOWN;
    if (isKnown) reasons.set(row.error, (reasons.get(row.error) ?? 0) + 1);
    else otherReasons += 1;
  }
  return { open, reasons, otherReasons };
}

function openKeys({ questions, wordings }: SurveyResult): string[] {
  return [...wordings.keys()].filter((key) => (questions.get(key)?.options ?? null) === null);
}

class Gathered implements Words {
  readonly first: Row[] = [];
  readonly #arms = new Map<string | null, OpenAnswers>();
  readonly #new: (arm: string | null) => OpenAnswers;

  constructor(key: string, { questions, wordings, plan, notice }: SurveyResult) {
    const text = wordings.get(key)?.text ?? key;
    const unit = questions.get(key)?.question.unit;
    const context: TallyContext = {
      models: plan.models?.entries.map(({ name }) => name) ?? [],
      notice,
      clustered: plan.repeats > 1 || plan.variants > 0,
    };
    const asked = {
      ...{ key, question: { text, kind: "text", unit }, options: null, multiple: false },
      categories: () => [],
    };
    this.#new = (arm) =>
      new OpenAnswers(asked, arm === null ? context : { ...context, label: arm });
  }

  count(row: Row): void {
    const answers = this.#arms.get(row.arm) ?? this.#new(row.arm);
    this.#arms.set(row.arm, answers);
    answers.count(row);
    if (row.status !== "ok" || row.afterStop || this.first.length >= SHOWN) return;
    this.first.push(row);
  }

  get answers(): OpenAnswers[] {
    return [...this.#arms.values()];
  }
}
