import { type Outcome } from "../encounters/outcome.ts";
import { checkedRules, DEFAULT_RULES, type Rules } from "../encounters/rules.ts";
import { type PromptingStrategy, STRATEGIES } from "../encounters/prompting.ts";
import { type EventRow } from "../rows/event_row.ts";
import {
  type CallPlan,
  type ChoiceSettings,
  type FeaturePlan,
  type PlannedExposure,
} from "./exposure_plan.ts";
import { type Estimate } from "./estimate.ts";
import { type TimelineOptions } from "./follow.ts";
import { whole } from "./limits.ts";
import { prepareTimeline } from "./prepare_timeline.ts";
import { ReadyTimeline } from "./ready_timeline.ts";
import { type Parts, Study } from "./study.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** What a timeline can be told about its periods. */
export interface PeriodOptions {
  /** Keeps the ids of the events of different studies apart. @default "sim_panel.v0" */
  readonly namespace?: string | undefined;
  /** Whether rows hold what is known of the `panelist` and of the `product`. @default {both} */
  readonly features?: Partial<FeaturePlan> | undefined;
}

/**
 * A panel that is followed over time: it meets products, period by period. Made by `panel().expose()`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { deterministic, panel, questionnaire, randomAssignment, scale } from "../../mod.ts";
 *
 * const timeline = panel().personas([{ name: "Maya" }, { name: "Derek" }]).seed(7)
 *   .expose([{ id: "ale" }, { id: "bock" }], randomAssignment())
 *   .outcome(deterministic(questionnaire({ rating: scale("How was it?", 1, 5) }))).over(4);
 * assert(timeline.plan.exposure?.periods === 4);
 * for await (const row of timeline.rows()) assert(row.event_type === "evaluation");
 * ```
 */
export class Timeline extends Study {
  /** What is exposed: a timeline has it from its beginning. */
  readonly #exposure: PlannedExposure;

  /** Made by `panel().expose()`. */
  constructor(
    parts: Parts & { readonly plan: { readonly exposure?: PlannedExposure | undefined } },
  ) {
    super(parts);
    if (parts.plan.exposure === undefined) throw new TypeError("Cannot follow: nothing is exposed");
    this.#exposure = parts.plan.exposure;
  }

  /**
   * What is done with what panelists ask for: how many products they evaluate in a period at most, and what
   * becomes of those that were not shown.
   *
   * @throws {RangeError} When the limit is not a whole number from 0.
   */
  rules(rules: Rules): this {
    return this.#exposing({ rules: { ...DEFAULT_RULES, ...checkedRules(rules) } });
  }

  /** What comes of it when a panelist meets a product; nothing is recorded but the meeting where it is not said. */
  outcome(outcome: Outcome): this {
    const exposed = this.#exposing({ outcome: outcome.spec });
    return exposed.with({ world: { outcome } });
  }

  /**
   * How many periods the panel is followed for.
   *
   * @throws {RangeError} When it is not a whole number from 1.
   */
  over(periods: number, options: PeriodOptions = {}): this {
    const { namespace = this.#exposure.namespace, features } = options;
    return this.#exposing({
      periods: whole(periods, "periods", 1),
      namespace,
      features: Object.freeze({ ...this.#exposure.features, ...features }),
    });
  }

  /**
   * Tells panelists of their last choices and ratings, so many of them; without it every period is a new
   * beginning.
   *
   * @throws {RangeError} When it is not a whole number from 0.
   */
  remember(events: number): this {
    return this.#exposing({ remember: whole(events, "events to remember", 0) });
  }

  /** How panelists are spoken to: as themselves or as nobody in particular, and whether they think first. */
  strategy(strategy: PromptingStrategy): this {
    if (!STRATEGIES.includes(strategy)) {
      throw new TypeError(
        `Cannot use the strategy "${strategy}": it is one of ${STRATEGIES.join(", ")}`,
      );
    }
    return this.#exposing({ strategy });
  }

  /** How products are put to choice: what stands beside them, and what rows keep of the reply. */
  selection(settings: ChoiceSettings): this {
    return this.#exposing({ selection: Object.freeze({ ...settings }) });
  }

  /** How models are called where panelists choose, and where they are asked about a product. */
  calls(calls: CallPlan): this {
    return this.#exposing({ calls: Object.freeze({ ...calls }) });
  }

  /**
   * Follows the panel to the end, and returns the result. Where an answer fails the row says so; the run goes
   * on.
   *
   * @throws {TypeError} When it cannot be run as it stands; nothing has been asked then.
   * @throws {InputError} When the events that came of it are not valid.
   */
  async run(options: TimelineOptions = {}): Promise<TimelineResult> {
    const events = (await this.ready()).batches(options);
    for (;;) {
      const next = await events.next();
      if (next.done) return next.value;
    }
  }

  /**
   * Follows the panel, and hands on each event as soon as it is durable, period by period and in panel order.
   * The generator returns the result.
   *
   * @throws {TypeError} When it cannot be run as it stands; nothing has been asked then.
   */
  async *rows(options: TimelineOptions = {}): AsyncGenerator<EventRow, TimelineResult> {
    return yield* (await this.ready()).rows(options);
  }

  /**
   * Checks everything and makes the timeline ready: what should be known, and what it would come to can be
   * looked at before anything is spent.
   *
   * @throws {TypeError} When it cannot be run as it stands.
   */
  async ready(): Promise<ReadyTimeline> {
    return new ReadyTimeline(await prepareTimeline(this.parts));
  }

  /**
   * What a run would come to, before anything is spent: calls, tokens and money, with as much chosen as the
   * rules let through.
   *
   * @throws {TypeError} When it cannot be run as it stands.
   */
  async estimate(): Promise<Estimate> {
    return (await this.ready()).estimate();
  }

  #exposing(change: Partial<PlannedExposure>): this {
    return this.with({ plan: { exposure: Object.freeze({ ...this.#exposure, ...change }) } });
  }
}
