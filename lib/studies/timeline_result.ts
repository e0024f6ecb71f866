import { type OpenAnswers } from "../analysis/open_answers.ts";
import { type Tallies } from "../analysis/tallies.ts";
import { type Tallied, Tally } from "../analysis/tally.ts";
import { type ProductUptake } from "../analysis/product_uptake.ts";
import { type Chart } from "../display/chart.ts";
import { counted } from "../display/counted.ts";
import { withFace } from "../display/face.ts";
import { overviewHtml } from "../display/overview_html.ts";
import { overviewText } from "../display/overview_text.ts";
import { recordFace } from "../display/record_face.ts";
import { sharesChart } from "../display/shares_chart.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type Row } from "../rows/row.ts";
import { type Summary } from "../statistics/summary.ts";
import { type Actor } from "./actors.ts";
import { PICKS } from "./event_answers.ts";
import { type EventCounts } from "./event_counter.ts";
import { Events } from "./events.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { type BudgetHalt, type RunEnd } from "./run_end.ts";
import { type StudyOutcome, StudyResult } from "./study_result.ts";
import { type Replies, repliesOf } from "./replies.ts";
import { type VerificationReport } from "./verification.ts";
import { TimelineCounting } from "./timeline_counting.ts";
import { TimelinePlots } from "./timeline_plots.ts";
import { timelineOverview } from "./timeline_overview.ts";

/** What a result over time is made of. */
export interface TimelineOutcome extends StudyOutcome {
  /** What was carried out. */
  readonly prepared: PreparedTimeline;
  /** How it ended. */
  readonly end: Pick<RunEnd, "halt" | "drift">;
  /** How many events there are, and what went wrong with them. */
  readonly counts: EventCounts;
  /** Where the events stand. */
  readonly path: string;
  /** Walks them. */
  readonly walk: () => Generator<EventRow>;
  /** What asking again came to; null where nothing was to be verified. */
  readonly verification: VerificationReport | null;
}

/**
 * What came of following a panel: events, tallies, uptake and cost. The rows stay in the run's file of events.
 * It shows itself in a notebook and in the REPL.
 */
export class TimelineResult extends StudyResult {
  /** Every event: period by period, in panel order; read from the file as it is walked. */
  readonly rows: Events;
  /** The file of the events. */
  readonly events: string;
  /** How many events there are, and what went wrong with them. */
  readonly counts: EventCounts;
  /** Where the money ended the run; null when it did not. */
  readonly halt: BudgetHalt | null;
  readonly #outcome: TimelineOutcome;
  readonly #counting: TimelineCounting;

  /** Made by `run()`, from what the run left behind. */
  constructor(outcome: TimelineOutcome) {
    super(outcome);
    const { path, counts, end, walk } = outcome;
    this.rows = new Events(walk, counts.rows);
    this.events = path;
    this.counts = withFace(counts, recordFace({ title: ({ rows }) => counted(rows, "event") }));
    this.halt = end.halt;
    this.#outcome = outcome;
    this.#counting = new TimelineCounting(outcome.prepared, this.rows);
  }

  /** What should be known of it. */
  get warnings(): readonly string[] {
    return this.#outcome.prepared.warnings;
  }

  /** Where the replies are from that the result stands on, and how they stand up to asking again. */
  get replies(): Replies {
    const { prepared, journal, verification } = this.#outcome;
    return repliesOf({ prepared, journal, course: { verification } });
  }

  /** Everybody who was followed, with the id that rows hold and the model that answered for them. */
  get panelists(): readonly Actor[] {
    return this.#outcome.prepared.actors;
  }

  /** What can be tallied or summarised, by name: the fields of the questionnaire, or those that rows have. */
  get fields(): ReadonlyMap<string, Tallied> {
    return this.#counting.fields;
  }

  /**
   * What was taken, where somebody chose, and then what was answered, field by field: counted once or, in an
   * ensemble, for each model. The file of events is walked once for the one and once for the other.
   */
  get answers(): readonly (readonly (Tally | OpenAnswers)[])[] {
    return this.#counting.everything;
  }

  /**
   * The answers to one field of what was asked about products, counted over all products and periods. Several
   * answers come from one panelist: the intervals are at the effective size that the differences between
   * panelists leave.
   *
   * @throws {TypeError} When there is no such field, it has no options, or several models answered.
   */
  tally(field: string): Tally;
  /** The answers counted for each product, period, model, persona, or value of an attribute. */
  tally(field: string, options: { readonly by: string }): Tallies;
  tally(field: string, options?: { readonly by: string }): Tally | Tallies {
    return this.#counting.tally(field, options?.by);
  }

  /**
   * What was taken, in the form of the rows of a survey: one for each choice, with the order shown. With `picked`
   * they can be given to whatever takes rows and their question, as `positionsChart`. Empty where nobody chose.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { panel, positionsChart, scripted, selfSelection } from "../../mod.ts";
   *
   * const result = await panel().personas([{ name: "Maya" }]).models(scripted(() => ["ale"]))
   *   .expose([{ id: "ale" }, { id: "bock" }], selfSelection()).over(2).run();
   * const [first] = result.choices;
   * assert.deepEqual([first?.answer, first?.order?.length], [["ale"], 2]);
   * assert.match(String(positionsChart(result.choices, result.picked)), /shown 1st/);
   * ```
   */
  get choices(): Iterable<Row> {
    return this.#counting.choices;
  }

  /**
   * The question that choices answer: its options are the products.
   *
   * @throws {TypeError} When nobody chose.
   */
  get picked(): Tallied {
    return this.#counting.picked;
  }

  /**
   * What was taken of what was shown: the share of choices that each product was in.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { choice, instrument, jensenShannon, panel, scripted, selfSelection } from "../../mod.ts";
   *
   * const drinks = [{ id: "ale" }, { id: "bock" }];
   * const team = panel().personas([{ name: "Maya" }])
   *   .models(scripted(({ question }) => question.key === "selection" ? ["ale"] : "ale"));
   * const asked = await team.ask(instrument("taste", { drink: choice("Which is yours?", drinks) })).run();
   * const followed = await team.expose(drinks, selfSelection()).over(3).run();
   * assert(jensenShannon(asked.tally("drink"), followed.picks()) === 0);
   * ```
   *
   * @throws {TypeError} When nobody chose, or several models did.
   */
  picks(): Tally;
  /** The same for each period, model, persona, or value of an attribute. */
  picks(options: { readonly by: string }): Tallies;
  picks(options?: { readonly by: string }): Tally | Tallies {
    return this.#counting.picks(options?.by);
  }

  /**
   * How products were taken up, period by period.
   *
   * @param options `model` names the model of an ensemble whose choices are meant.
   * @throws {TypeError} When nobody chose, or, without `model`, in an ensemble.
   */
  uptake(options: { readonly model?: string } = {}): ProductUptake {
    return this.#counting.uptake(options);
  }

  /**
   * The numbers of one field, summarised; a panelist's mean counts once.
   *
   * @param options `model` names the model of an ensemble whose answers are meant.
   * @throws {TypeError} When its answers are not numbers, or, without `model`, in an ensemble.
   */
  summary(field: string, options: { readonly model?: string } = {}): Summary {
    return this.#counting.summary(field, options);
  }

  /** The shares of a field, or of the products that were taken, as a picture; in an ensemble by model. */
  plot(field: string = PICKS): Chart {
    return sharesChart(this.#counting.shown(field).filter((one) => one instanceof Tally));
  }

  /** All pictures of the result, a method each. */
  get plots(): TimelinePlots {
    return new TimelinePlots(this);
  }

  /** The result at a glance, in text. */
  override toString(): string {
    return overviewText(timelineOverview(this, this.#counting.everything));
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const overview = timelineOverview(this, this.#counting.everything);
    return { "text/html": overviewHtml(overview), "text/plain": overviewText(overview) };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** Whether so much went wrong, or is missing, that the run must not be used. */
  get isInvalid(): boolean {
    const { prepared: { parts: { conduct: { failureThreshold = 0.5 } } } } = this.#outcome;
    const { rows, withoutOutcomes, withoutSelection } = this.counts;
    if (this.isCutOff || this.halt !== null) return true;
    return rows > 0 && (withoutOutcomes + withoutSelection) / rows > failureThreshold;
  }
}
