import { type CalibrationTarget } from "./calibration_target.ts";
import { type Comparison } from "./comparison.ts";
import { type Divergence } from "./divergence.ts";
import { type GroupComparison } from "./group_comparison.ts";
import { type Humans } from "./humans.ts";
import { type Reworded } from "./in_words_of.ts";

/** What a calibration is made of. */
export interface CalibrationParts {
  readonly target: CalibrationTarget;
  readonly reworded: Reworded;
  /** The answers of the whole panel; null in an ensemble that is not blended. */
  readonly whole: Comparison | null;
  /** Those of each model of an ensemble; empty elsewhere. */
  readonly models: readonly Comparison[];
  readonly groups: readonly GroupComparison[];
  /** What a reader must know beside what the target says. @default {nothing} */
  readonly warnings?: readonly string[];
}

/**
 * How far the answers of a survey to one question are from those of people, how sure that is, and what chance
 * alone and knowing nothing would give: of the whole panel, of each model of an ensemble, and of the groups
 * that both have. It shows itself in a notebook and in the REPL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline, loadInstrument, loadPack, panel } from "../../mod.ts";
 *
 * const survey = panel().personas(await loadPack("general-consumer")).models("simulated").seed(7)
 *   .ask(await loadInstrument("first-panel"));
 * const result = await survey.run();
 * const calibration = result.calibrate(await baseline("gss:HAPPY")); // found by its wording
 * assert(calibration.question === "happiness" && calibration.matchedBy === "text");
 * const { jsd = 1, interval } = calibration.divergence ?? {};
 * assert(jsd < 1 && interval !== undefined && interval.low <= jsd);
 * ```
 */
export class Calibration {
  /** The key of the question. */
  readonly question: string;
  /** The people it is held against. */
  readonly humans: Humans;
  /** By what the question was found. */
  readonly matchedBy: CalibrationTarget["matchedBy"];
  /** How an answer became one of the options. */
  readonly extractor: string;
  /** Whether the form of the answer was made from the options of the survey. */
  readonly autoDerived: boolean;
  /** That no option is in both, naming both sets; null where some are. */
  readonly alignmentError: string | null;
  /** The whole panel against everybody; null in an ensemble that is not blended. */
  readonly whole: Comparison | null;
  /** Each model of an ensemble; empty elsewhere. */
  readonly models: readonly Comparison[];
  /** The groups that both have. */
  readonly groups: readonly GroupComparison[];
  /** What a reader must know. */
  readonly warnings: readonly string[];

  /** Made by `result.calibrate()` and by a study that is to be calibrated. */
  constructor({ target, reworded, whole, models, groups, warnings = [] }: CalibrationParts) {
    this.question = target.question;
    this.humans = target.humans;
    this.matchedBy = target.matchedBy;
    this.extractor = target.extractor;
    this.autoDerived = target.autoDerived;
    this.alignmentError = reworded.alignmentError;
    this.whole = whole;
    this.models = models;
    this.groups = groups;
    this.warnings = [...target.warnings, ...warnings, ...partly(reworded, target.humans)];
    Object.freeze(this);
  }

  /** How far the whole panel is from people; null without answers, and where there is no whole. */
  get divergence(): Divergence | null {
    return this.whole?.divergence ?? null;
  }
}

function partly(
  { onlyPanel, onlyHumans, alignmentError }: Reworded,
  { id }: Humans,
): string[] {
  if (alignmentError !== null || (onlyPanel.length === 0 && onlyHumans.length === 0)) return [];
  const sides = [
    ...(onlyPanel.length === 0 ? [] : [`the panel alone could say ${quoted(onlyPanel)}`]),
    ...(onlyHumans.length === 0 ? [] : [`${id} alone has ${quoted(onlyHumans)}`]),
  ];
  return [`the options are not the same: ${sides.join("; ")}`];
}

function quoted(options: readonly string[]): string {
  return options.map((option) => `"${option}"`).join(", ");
}
