import { type Convergence } from "../analysis/convergence_report.ts";
import { type Budget, BudgetSpent, type UnaffordableCall } from "../engine/budget.ts";
import { type Halt } from "../engine/halt.ts";
import { type QuestionBudgetReport } from "../engine/question_budget.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Persona } from "../personas/persona.ts";
import { type Drift } from "./run_drift.ts";
import { type Synthesis } from "./synthesis_result.ts";
import { type VerificationReport } from "./verification.ts";

/** The way a run took: what was carried out, what was made of it, and where it ended before its time. */
export interface Course {
  /** The rounds that were begun, in their order. */
  readonly begun: readonly Round[];
  /** The names of the rounds that were carried out to their end. */
  readonly path: readonly string[];
  /** What each round that leads to others was summed up as. */
  readonly rounds: ReadonlyMap<string, Synthesis>;
  /** What the whole run was summed up as; null when it was not. */
  readonly synthesis: Synthesis | null;
  /** The variants that were made, by the panelist's id: the persona, or why there is none. */
  readonly variants: ReadonlyMap<string, Persona | Error>;
  /** Where the money ended the run; null when it did not. */
  readonly halt: BudgetHalt | null;
  /** What became of questions that may fail only so often; null where they may fail for ever. */
  readonly questionFailures: QuestionBudgetReport | null;
  /** Where the plan was changed while the run was under way. */
  readonly drift: readonly Drift[];
  /** Whether and when the answers were enough; null where nobody asked, or no question has options. */
  readonly convergence: Convergence | null;
  /** How many panelists were asked before the answers were enough; null where everybody was. */
  readonly released: number | null;
  /** What asking recorded questions again came to; null where nothing was to be verified. */
  readonly verification: VerificationReport | null;
}

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

/** A course that grows while the run goes on. */
export class CourseUnderWay implements Course {
  readonly begun: Round[] = [];
  readonly path: string[] = [];
  readonly rounds = new Map<string, Synthesis>();
  readonly variants = new Map<string, Persona | Error>();
  synthesis: Synthesis | null = null;
  halt: BudgetHalt | null = null;
  questionFailures: QuestionBudgetReport | null = null;
  verification: VerificationReport | null = null;
  /** What ended the run by itself. */
  halted: Halt | undefined;
  /** How many conversations were finished to the end of the last round that was begun. */
  whole = 0;
  convergence: Convergence | null = null;
  released: number | null = null;
  readonly drift: readonly Drift[];

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
