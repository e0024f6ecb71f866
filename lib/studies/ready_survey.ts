import { type ConvergenceBaseline } from "../analysis/convergence_baseline.ts";
import { escaped } from "../display/escape.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { carryOut, type RunOptions } from "./carry_out.ts";
import { type Estimate, estimateOf } from "./estimate.ts";
import { type Panelist } from "./panelists.ts";
import { inNotebook } from "./in_notebook.ts";
import { keptByDefault } from "./kept_by_default.ts";
import { LiveAnswers } from "./live_answers.ts";
import { outlookOf } from "./outlook.ts";
import { type Prepared } from "./prepare.ts";
import { tightBudget } from "./tight_budget.ts";
import { readyText } from "./ready_text.ts";
import { type SurveyResult } from "./survey_result.ts";

/** A survey that was checked and made ready: what it would do can be looked at before it does it. */
export class ReadySurvey<Asked extends Questions> {
  readonly #prepared: Prepared;

  /** Made by `survey.ready()`. */
  constructor(prepared: Prepared) {
    this.#prepared = prepared;
  }

  /** Everybody on the panel with the models that will answer for them. */
  get panelists(): readonly Panelist[] {
    return this.#prepared.panelists;
  }

  /**
   * What should be known before anything is asked: of weights, merged people, seeds, rounds that nothing
   * leads to, and a budget that will hardly do.
   */
  get warnings(): readonly string[] {
    const { conduct: { budget, calibration, responses, until } } = this.#prepared.parts;
    const warnings = [
      ...this.#prepared.warnings,
      ...(calibration?.warnings ?? []),
      ...(until === undefined ? [] : outlookOf(this.#prepared, until)),
    ];
    const isPaid = budget !== undefined && responses?.mode !== "replay";
    return [...warnings, ...(isPaid ? tightBudget(budget, this.estimate()) : [])];
  }

  /** How many humans would have been enough; null where `until` names no baseline. */
  get humanBaseline(): ConvergenceBaseline | null {
    return this.#prepared.humanBaseline;
  }

  /** What it would come to: calls, tokens and money, with every follow-up asked and the longest way taken. */
  estimate(): Estimate {
    return estimateOf(this.#prepared);
  }

  /** Carries it out, as `survey.rows()` does. */
  rows(options: RunOptions = {}): AsyncGenerator<Row, SurveyResult<Asked>> {
    const prepared = keptByDefault(this.#prepared, options);
    return inNotebook(prepared, options, {
      carry: (watched) => carryOut<Asked>(prepared, { ...options, ...watched }),
      shares: () => new LiveAnswers(prepared),
    });
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = readyText(this);
    return { "text/html": `<pre>${escaped(text)}</pre>`, "text/plain": text };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return readyText(this);
  }
}
