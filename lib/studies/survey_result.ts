import { Blend } from "../analysis/blend.ts";
import { type Calibration } from "../analysis/calibration.ts";
import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { humansOf, type Published } from "../analysis/humans.ts";
import { type Robustness, withoutRobustness } from "../analysis/robustness.ts";
import { Tallies } from "../analysis/tallies.ts";
import { type Tallied, Tally } from "../analysis/tally.ts";
import { TallyCounter, withoutOptions } from "../analysis/tally_counter.ts";
import { type Weighting } from "../analysis/weighting.ts";
import { type Chart } from "../display/chart.ts";
import { overviewHtml } from "../display/overview_html.ts";
import { overviewText } from "../display/overview_text.ts";
import { sharesChart } from "../display/shares_chart.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Summary } from "../statistics/summary.ts";
import { calibrationOf } from "./calibration_of.ts";
import { countingOf } from "./counting.ts";
import { courseWarnings, lostExtractions, silentModels, unreadReplies } from "./course_warnings.ts";
import { type Counting, type Digest, digestOf } from "./digest.ts";
import { type FailureStats } from "./failure_stats.ts";
import { groupsOf } from "./groups.ts";
import { matchedTarget } from "./matched_question.ts";
import { overviewOf } from "./overview_of.ts";
import { weighed } from "./planned_models.ts";
import { type Outcome, RunResult } from "./run_result.ts";
import { severalModels } from "./several_models.ts";
import { SurveyPlots } from "./survey_plots.ts";
import { summaryOf } from "./summary_of.ts";
import { type PanelWeights, weightingOf } from "./weighting_of.ts";

/** How answers are tallied. */
export interface TallyOptions {
  /** How much each person counts: what `rake()` gave, a list in the panel's order, or an attribute's name. */
  readonly weights?: PanelWeights | undefined;
}

/**
 * What came of asking a panel: rows, tallies, pictures and cost. The rows stay in the run's journal; what
 * they come to is counted once, when some of it is first asked for. It shows itself in a notebook and in
 * the REPL.
 */
export class SurveyResult<Asked extends Questions = Questions> extends RunResult {
  readonly #outcome: Outcome;
  #countedBy: Counting | undefined;
  #counted: Digest | undefined;
  #calibrated: Calibration | undefined;

  /** Made by `run()`, from what the run left behind. */
  constructor(outcome: Outcome) {
    super(outcome);
    this.#outcome = outcome;
  }

  /** The questions by key, with their options and the way to tally them. */
  get questions(): ReadonlyMap<string, Tallied> {
    return this.#counting.questions;
  }

  /** What was noticed that a reader should know. */
  get warnings(): readonly string[] {
    const { prepared, course, journal } = this.#outcome;
    const { failures } = this;
    return [
      ...prepared.warnings,
      ...(this.calibration?.warnings ?? []),
      ...courseWarnings(course),
      ...unreadReplies(journal.unread),
      ...silentModels(failures),
      ...lostExtractions(failures),
    ];
  }

  /** What went wrong, counted; and whether so much did that the run must not be used. */
  get failures(): FailureStats {
    return this.#digest.failures;
  }

  /**
   * The answers to a bounded question, counted; in a blended ensemble, the blend. With weights the shares
   * are weighted, and their intervals at what the weights leave of n. Who gave no valid answer takes their
   * weight with them.
   *
   * @throws {TypeError} When the question has no options, there is not one weight for each person, or,
   * without `by`, in an ensemble that is not blended: the answers of several models to one panel are not
   * one sample.
   * @throws {RangeError} When a weight is no number from 0 on, or all are 0.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { choice, instrument, panel, rake, scripted } from "../../mod.ts";
   *
   * const people = [
   *   { name: "Ada", region: "north" },
   *   { name: "Ben", region: "north" },
   *   { name: "Cem", region: "north" },
   *   { name: "Dee", region: "south" },
   * ];
   * const model = scripted(({ persona }) => persona.region === "south" ? "pro" : "free");
   * const result = await panel().personas(people).models(model)
   *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
   * const census = rake(people, { region: { north: 0.5, south: 0.5 } });
   * const tally = result.tally("tier", { weights: census });
   * assert(tally.shares.pro === 0.5 && tally.nEffective.toFixed(6) === "3.000000");
   * assert(tally.weighting === "raked to region" && tally.counts.pro === 1);
   * ```
   */
  tally(question: keyof Asked & string, options?: TallyOptions): Tally;
  /** The answers counted for each model, or for each value of an attribute of the personas. */
  tally(
    question: keyof Asked & string,
    options: TallyOptions & { readonly by: string },
  ): Tallies;
  tally(
    question: keyof Asked & string,
    { by, weights }: TallyOptions & { readonly by?: string } = {},
  ): Tally | Tallies {
    const asked = this.#question(question);
    const { models, blend } = this.plan;
    const weighting = weights === undefined ? undefined : weightingOf(weights, this.panelists);
    if (by === undefined && blend) return this.#blend(question, undefined, weighting);
    if (models?.mode === "ensemble" && by !== "model") {
      const what = `tally "${question}"${by === undefined ? "" : ` by ${by}`}`;
      const instead = `tally("${question}", { by: "model" }) or blend("${question}")`;
      throw severalModels(what, models.entries.length, instead);
    }
    const [all] = this.#tallies(question, weighting);
    if (by === undefined) return all;
    const { context } = this.#counting;
    return new Tallies(this.rows, asked, context, groupsOf(by, this.panelists), weighting);
  }

  /**
   * The models' distributions of one question, blended: by the weights given, or by those of the plan,
   * which are equal unless the list of models says otherwise.
   *
   * @throws {TypeError} When only one model answered everybody, or a weight is missing or not positive.
   */
  blend(
    question: keyof Asked & string,
    weights?: Readonly<Record<string, number>>,
  ): Blend {
    return this.#blend(question, weights);
  }

  /**
   * How far the variants of each persona agree on a bounded question.
   *
   * @throws {TypeError} When the question has no options, or the panel no variants.
   */
  robustness(question: keyof Asked & string): Robustness {
    if (this.plan.variants === 0) {
      throw new TypeError(`Cannot tell how robust "${question}" is: the panel has no variants`);
    }
    const asked = this.#question(question);
    const robustness = this.#digest.robustness.get(question);
    if (robustness === undefined) throw withoutRobustness(asked);
    return robustness;
  }

  /**
   * The answers to a numeric question, summarised; in repeats and variants a persona's mean counts once.
   *
   * @param options `model` names the model of an ensemble whose answers are meant.
   * @throws {TypeError} When its answers are not numbers, or, without `model`, in an ensemble.
   */
  summary(question: keyof Asked & string, options: { readonly model?: string } = {}): Summary {
    return summaryOf(
      this.#question(question),
      this.rows,
      { ...this.#counting.context, ...options },
      this.plan,
    );
  }

  /**
   * How far the answers to the question that the study was to be held against people with are from theirs;
   * null where it was not.
   */
  get calibration(): Calibration | null {
    const target = this.#outcome.prepared.parts.conduct.calibration;
    if (target === undefined) return null;
    return this.#calibrated ??= this.#against(target);
  }

  /**
   * Holds the answers to a bounded question against people's, of a run that was saved too. The question is found
   * by its key (`happy`, `GSS_HAPPY` for `gss:HAPPY`), else by its wording.
   *
   * @param people A baseline.
   * @param options `question` names the question's key; `groups` are baselines of groups of the same people.
   * @throws {TypeError} When there is no such question, or its answers are not one option each.
   */
  calibrate(
    people: Published,
    { question, groups = [] }: {
      readonly question?: keyof Asked & string;
      readonly groups?: Iterable<Published>;
    } = {},
  ): Calibration {
    const humans = humansOf(people);
    return this.#against(
      matchedTarget(this.questions, { humans, groups: [...groups].map(humansOf), question }),
    );
  }

  /** The shares of a bounded question with their intervals, as a picture; in an ensemble by model. */
  plot(question: keyof Asked & string): Chart {
    return sharesChart(this.plan.blend ? [this.tally(question)] : this.#tallies(question));
  }

  /** All pictures of the result, a method each. */
  get plots(): SurveyPlots<keyof Asked & string> {
    return new SurveyPlots(this);
  }

  /** The result at a glance, in text. */
  override toString(): string {
    return overviewText(overviewOf(this, this.#digest));
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const overview = overviewOf(this, this.#digest);
    return { "text/html": overviewHtml(overview), "text/plain": overviewText(overview) };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  #question(key: string): Tallied {
    const question = this.questions.get(key);
    if (question) return question;
    const known = [...this.questions.keys()].join(", ");
    throw new TypeError(`Cannot find the question "${key}": the instrument asks ${known}`);
  }

  #blend(
    question: string,
    weights: Readonly<Record<string, number>> | undefined,
    weighting?: Weighting,
  ): Blend {
    const { models } = this.plan;
    if (models?.mode !== "ensemble") {
      throw new TypeError(`Cannot blend "${question}": no two models answered the whole panel`);
    }
    const { entries } = weights === undefined ? models : weighed(models, weights);
    return new Blend(
      this.#tallies(question, weighting),
      entries.map(({ weight }) => weight),
      this.#counting.context,
    );
  }

  /** The tally of a question or, in an ensemble, that of each model. */
  #tallies(question: string, weighting?: Weighting): readonly [Tally, ...Tally[]] {
    const asked = this.#question(question);
    const answers = this.#digest.answers.get(question) ?? [];
    const [first, ...others] = answers.filter((one) => one instanceof Tally)
      .map((tally) => weighting === undefined ? tally : this.#weighted(asked, tally, weighting));
    if (first === undefined) throw withoutOptions(asked);
    return [first, ...others];
  }

  #against(target: CalibrationTarget): Calibration {
    const { plan, rows, panelists } = this;
    return calibrationOf(target, { plan, rows, panelists, counting: this.#counting });
  }

  /** A tally once more, with weights. */
  #weighted(asked: Tallied, { context }: Tally, weighting: Weighting): Tally {
    const counter = new TallyCounter(asked, context, { weighting });
    const arm = context.label ?? null;
    for (const row of this.rows) if (row.arm === arm) counter.count(row);
    return counter.tally;
  }

  /** What everything but the rows themselves is taken from: one walk through the journal. */
  get #digest(): Digest {
    return this.#counted ??= digestOf(this.rows, this.#counting);
  }

  get #counting(): Counting {
    return this.#countedBy ??= countingOf(this.#outcome);
  }
}
