import { type Budget, BudgetSpent, type UnaffordableCall } from "../engine/budget.ts";
import { type Halt } from "../engine/halt.ts";
import { type QuestionBudgetReport } from "../engine/question_budget.ts";
import { type Drift } from "./run_drift.ts";

/** Where the money ended a run. */
export interface BudgetHalt {
  /** The cap, in US dollars. */
  readonly cap: number;
  /** What was spent, in US dollars. */
  readonly spent: number;
  /** How many conversations were finished, to their last question. */
  readonly completed: number;
  /** The call for which there was not enough; null where a provider took more than was set aside. */
  readonly next: UnaffordableCall | null;
}

/** How a run ended, whatever it did with the panel; it grows while the run goes on. */
export class RunEnd {
  /** Where the money ended the run; null when it did not. */
  halt: BudgetHalt | null = null;
  /** What became of questions that may fail only so often; null where they may fail for ever. */
  questionFailures: QuestionBudgetReport | null = null;
  /** What ended the run by itself. */
  halted: Halt | undefined;
  /** How many units were finished to the end, of those that were begun last. */
  whole = 0;
  /** Where the plan was changed while the run was under way. */
  readonly drift: readonly Drift[];

  /** A run that was begun under these changes of its plan. */
  constructor(drift: readonly Drift[]) {
    this.drift = drift;
  }

  /** Takes note of how the work ended, and of money that a provider took beyond what was set aside. */
  settle(
    failures: QuestionBudgetReport | null,
    { budget, before }: { readonly budget: Budget | undefined; readonly before: number },
  ): void {
    this.questionFailures = failures;
    const isOver = this.halted instanceof BudgetSpent;
    const isPassed = budget !== undefined && budget.spent > Math.max(budget.cap, before);
    if (budget === undefined || !(isOver || isPassed)) return;
    const next = this.halted instanceof BudgetSpent ? this.halted.call ?? null : null;
    this.halt = { cap: budget.cap, spent: budget.spent, completed: this.whole, next };
  }
}
