import { type ProductUptake } from "../analysis/product_uptake.ts";
import { type Tallied } from "../analysis/tally.ts";
import { type Chart } from "../display/chart.ts";
import { costsChart } from "../display/costs_chart.ts";
import { positionsChart } from "../display/positions_chart.ts";
import { takings } from "../display/takings.ts";
import { uptakeChart } from "../display/uptake_chart.ts";
import { type Row } from "../rows/row.ts";
import { modelCosts } from "./model_costs.ts";
import { Plots } from "./plots.ts";
import { severalModels } from "./several_models.ts";
import { type StudyResult } from "./study_result.ts";

/** What pictures are drawn of. */
export interface PlottedTimeline
  extends Pick<StudyResult, "plan" | "notice" | "usage" | "latencies"> {
  /** What was taken, a row for each choice. */
  readonly choices: Iterable<Row>;
  /** The question that choices answer. */
  readonly picked: Tallied;
  /** The shares of a field, or of what was taken. */
  plot(field?: string): Chart;
  /** What was taken, period by period. */
  uptake(options?: { readonly model?: string }): ProductUptake;
}

/** Which model of an ensemble is meant. */
export interface OfModel {
  /** The model's name. */
  readonly model?: string;
}

/**
 * The pictures of what came of following a panel, a method each. `save()` writes them as `.svg`, `.png` or `.html`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { panel, scripted, selfSelection } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted(() => ["ale"]))
 *   .expose([{ id: "ale" }, { id: "bock" }], selfSelection()).over(2).run();
 * assert.match(String(result.plots.uptake()), /ale {3}100 % {2}100 %/);
 * assert.match(String(result.plots.positions()), /shown 1st/);
 * ```
 */
export class TimelinePlots extends Plots {
  readonly #result: PlottedTimeline;

  /** Made by `result.plots`. */
  constructor(result: PlottedTimeline) {
    super();
    this.#result = result;
  }

  /** The shares of a field, or of the products that were taken; in an ensemble by model. */
  shares(field?: string): Chart {
    return this.#result.plot(field);
  }

  /**
   * The share of those who chose that took each product, period by period.
   *
   * @throws {TypeError} When nobody chose, or, without `model`, in an ensemble.
   */
  uptake(options: OfModel = {}): Chart {
    const uptake = this.#result.uptake(options);
    return uptakeChart(takings(uptake), { notice: uptake.context.notice });
  }

  /**
   * How often what was taken had been shown first, second and so on: the bias of order.
   *
   * @throws {TypeError} When nobody chose, or, without `model`, in an ensemble.
   */
  positions({ model }: OfModel = {}): Chart {
    const { plan: { models }, choices, picked, notice } = this.#result;
    if (model === undefined && models?.mode === "ensemble") {
      const instead = "plots.positions({ model: … })";
      throw severalModels("tell the positions", models.entries.length, instead);
    }
    const meant = model === undefined ? choices : [...choices].filter((row) => row.model === model);
    const title = "Taken, by the place at which it was shown";
    return positionsChart(meant, picked, { title, notice, isClustered: true });
  }

  /** What each model cost, and how long its replies took; a call is an answer. */
  costs(): Chart {
    return costsChart(modelCosts(this.#result), { notice: this.#result.notice });
  }
}
