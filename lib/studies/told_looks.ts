import { type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { convergenceSettings } from "../analysis/convergence_options.ts";
import { type Journal } from "../engine/journal.ts";
import { type UntilOptions } from "./until_options.ts";

/** What is noted in a journal of the checks that were told. */
interface Told {
  /** The rule that they were by. */
  readonly rule: string;
  /** How many panelists had been released at the last one. */
  readonly released: number;
}

/** Tells the checks of a run, each once: what an earlier run of the journal told by this rule is passed over. */
export class ToldLooks {
  readonly #journal: Journal;
  readonly #rule: string;
  readonly #before: number;

  constructor(journal: Journal, until: UntilOptions) {
    this.#journal = journal;
    // Not as canonical JSON, which knows no infinity: where nobody looks before the end there is one.
    this.#rule = JSON.stringify(convergenceSettings(until));
    const told: Told | null = JSON.parse(journal.note(NOTE) ?? "null");
    this.#before = told?.rule === this.#rule ? told.released : 0;
  }

  /** Tells a check, if it was not told before. */
  tell(check: ConvergenceCheck, tell: (check: ConvergenceCheck) => void): void {
    const { released } = check;
    if (released <= this.#before) return;
    tell(check);
    const told: Told = { rule: this.#rule, released };
    this.#journal.keepNote(NOTE, JSON.stringify(told), { isSoon: true });
  }
}

const NOTE = "looks";
