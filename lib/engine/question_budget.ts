import { QuestionLine } from "./question_line.ts";

/** How often a question may fail: so many times, or in a share of the panel. */
export type FailureBudget = { readonly count: number } | { readonly fraction: number };

/** A question that failed too often, with a model of an ensemble or with whoever was asked. */
export interface GivenUp {
  /** The question's key. */
  readonly question: string;
  /** The model's name in an ensemble; null otherwise. */
  readonly arm: string | null;
  /** How often it failed. */
  readonly failures: number;
}

/** What became of a budget of failures. */
export interface QuestionBudgetReport {
  /** After how many failures a question is not put any more. */
  readonly thresholdCount: number;
  /** The share of the panel that it was given as; null when it was given as a number. */
  readonly thresholdFraction: number | null;
  /** How many panelists the share is of. */
  readonly totalPanelists: number;
  /** The questions that are not put any more, with one model of an ensemble at least; sorted. */
  readonly disabled: readonly string[];
  /** The same, each with the models that it was given up with. */
  readonly givenUp: readonly GivenUp[];
  /** How often each question failed that did, sorted by question. */
  readonly failureCounts: Readonly<Record<string, number>>;
}

/**
 * Reads a budget of failures: a whole number from 1, or a share of the panel between 0 and 1.
 *
 * @throws {TypeError} When it is neither.
 *
 * @example
 * ```ts
 * import { parseFailureBudget } from "./question_budget.ts";
 *
 * if (JSON.stringify(parseFailureBudget("5")) !== '{"count":5}') throw new Error();
 * if (JSON.stringify(parseFailureBudget("0.2")) !== '{"fraction":0.2}') throw new Error();
 * ```
 */
export function parseFailureBudget(text: string | number): FailureBudget {
  const isPlain = typeof text === "number" || /^(\d+\.?\d*|\.\d+)$/.test(text.trim());
  const value = isPlain ? Number(text) : NaN;
  if (Number.isSafeInteger(value) && value >= 1) return { count: value };
  if (value > 0 && value < 1) return { fraction: value };
  throw new TypeError(
    `Cannot use "${text}" as the failures a question may have: it must be a whole number from 1, or a ` +
      "share of the panel between 0 and 1",
  );
}

/** Somebody who is asked, in the order in which they are begun. */
export interface Standing {
  /** Whether a question is not put to them; undefined as long as that hangs on those before them. */
  isSpent(question: string): boolean | undefined;
  /** Resolves when somebody else is through with a question. */
  change(question: string): Promise<void>;
  /** Takes note that they are through with a question. */
  end(question: string, hasFailed: boolean): void;
  /** They are through with everything, however it went. */
  leave(): void;
}

/**
 * Counts how often questions fail, so that one that fails again and again is not put to the rest of the
 * panel. Each model of an ensemble has the whole panel before it, and counts for itself: what one cannot
 * answer is still put to the others.
 *
 * @example
 * ```ts
 * import { QuestionBudget } from "./question_budget.ts";
 *
 * const budget = new QuestionBudget({ fraction: 0.15 }, 10);
 * const people = ["Ada", "Ben", "Cy"].map(() => budget.enter(["tier", "why"], null));
 * for (const one of people.slice(0, 2)) one.end("tier", true);
 * if (people[2]?.isSpent("tier") !== true || people[2].isSpent("why") !== undefined) throw new Error();
 * for (const one of people.slice(0, 2)) one.leave();
 * if (people[2].isSpent("why") !== false) throw new Error();
 * ```
 */
export class QuestionBudget {
  readonly #threshold: number;
  readonly #fraction: number | null;
  readonly #panelists: number;
  readonly #lines = new Map<string, QuestionLine>();

  /** A budget for each question, in a panel of so many, and for each model of an ensemble. */
  constructor(budget: FailureBudget, panelists: number) {
    const share = "fraction" in budget ? budget.fraction * panelists : budget.count;
    // A product such as 0.07 × 100 lies a little above the whole number that is meant.
    this.#threshold = Math.max(1, Math.ceil(Number(share.toFixed(9))));
    this.#fraction = "fraction" in budget ? budget.fraction : null;
    this.#panelists = panelists;
  }

  /** Puts somebody into line for these questions, behind everybody so far. */
  enter(questions: readonly string[], arm: string | null): Standing {
    const places = new Map(questions.map((question) => {
      const line = this.#lineOf(question, arm);
      return [question, { line, place: line.enter() }] as const;
    }));
    const end = (question: string, hasFailed: boolean) => {
      const there = places.get(question);
      if (places.delete(question)) there?.line.end(there.place, hasFailed);
    };
    return {
      isSpent: (question) => {
        const there = places.get(question);
        return there === undefined ? false : there.line.isSpent(there.place);
      },
      change: (question) => places.get(question)?.line.change ?? Promise.resolve(),
      end,
      leave: () => [...places.keys()].forEach((question) => end(question, false)),
    };
  }

  /** What became of it, whatever the order in which the failures came. */
  get report(): QuestionBudgetReport {
    const sorted = [...this.#lines].map(([key, { failures }]): GivenUp => {
      const [question, arm] = JSON.parse(key);
      return { question, arm, failures };
    }).filter(({ failures }) => failures > 0).sort(inOrder);
    const givenUp = sorted.filter(({ failures }) => failures >= this.#threshold);
    const counts = new Map<string, number>();
    for (const { question, failures } of sorted) {
      counts.set(question, (counts.get(question) ?? 0) + failures);
    }
    return {
      thresholdCount: this.#threshold,
      thresholdFraction: this.#fraction,
      totalPanelists: this.#panelists,
      disabled: [...new Set(givenUp.map(({ question }) => question))],
      givenUp,
      failureCounts: Object.fromEntries(counts),
    };
  }

  #lineOf(question: string, arm: string | null): QuestionLine {
    const key = JSON.stringify([question, arm]);
    const line = this.#lines.get(key) ?? new QuestionLine(this.#threshold);
    this.#lines.set(key, line);
    return line;
  }
}

function inOrder(one: GivenUp, other: GivenUp): number {
  if (one.question !== other.question) return one.question < other.question ? -1 : 1;
  return (one.arm ?? "") < (other.arm ?? "") ? -1 : 1;
}
