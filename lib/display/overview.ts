import { type Calibration } from "../analysis/calibration.ts";
import { type OpenAnswers } from "../analysis/open_answers.ts";
import { type Tally } from "../analysis/tally.ts";
import { type Findings } from "../instruments/findings.ts";

/** The answers to one question, counted or gathered: one after the other for each model that was asked. */
export type Shown = readonly (Tally | OpenAnswers)[];

/** A result at a glance. */
export interface Overview {
  /** What it is of, who answered, how much it cost: a line each. */
  readonly head: readonly string[];
  readonly questions: readonly Shown[];
  /** What the answers were summed up as, and by whom; absent where they were not. */
  readonly synthesis?: {
    readonly model: string;
    readonly findings: Readonly<Record<keyof Findings, Said>>;
  };
  /** How far the variants of one persona agree, by question; empty where there are no variants. */
  readonly agreements: readonly Agreement[];
  /** How far the answers to a question are from people's; null where nobody asked. */
  readonly calibration: Calibration | null;
  /** What was spent: rows of cells, the first one their headings; empty where nobody was called. */
  readonly costs: readonly (readonly string[])[];
  /** What a reader must know: warnings and notices. */
  readonly notes: readonly string[];
}

/** How far the variants of one persona agree on a question. */
export interface Agreement {
  /** The question's key. */
  readonly question: string;
  /** The mean over the personas, in (0, 1]. */
  readonly mean: number;
  /** How many personas there are of each band, as in `"4 robust, 2 fragile"`. */
  readonly bands: string;
}

/** A finding: a text, or several. */
export type Said = string | readonly string[];
