import { type Face } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { type Convergence } from "../analysis/convergence_report.ts";
import { type QuestionBudgetReport } from "../engine/question_budget.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Persona } from "../personas/persona.ts";
import { type Drift } from "./run_drift.ts";
import { type BudgetHalt, RunEnd } from "./run_end.ts";
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

/** The way a run took, as it is shown. */
export const COURSE_FACE: Face<Course> = recordFace({
  title: ({ path }) => `the way of the run: ${path.length === 0 ? "no round" : path.join(", ")}`,
  without: ["path"],
});

/** A course that grows while the run goes on. */
export class CourseUnderWay extends RunEnd implements Course {
  readonly begun: Round[] = [];
  readonly path: string[] = [];
  readonly rounds = new Map<string, Synthesis>();
  readonly variants = new Map<string, Persona | Error>();
  synthesis: Synthesis | null = null;
  verification: VerificationReport | null = null;
  convergence: Convergence | null = null;
  released: number | null = null;
}
