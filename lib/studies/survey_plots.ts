import { type Blend } from "../analysis/blend.ts";
import { type Calibration } from "../analysis/calibration.ts";
import { type Comparison } from "../analysis/comparison.ts";
import { type Robustness } from "../analysis/robustness.ts";
import { type Tallies } from "../analysis/tallies.ts";
import { againstHumansChart } from "../display/against_humans_chart.ts";
import { type Chart } from "../display/chart.ts";
import { convergenceChart } from "../display/convergence_chart.ts";
import { costsChart } from "../display/costs_chart.ts";
import { divergencesChart } from "../display/divergences_chart.ts";
import { groupsChart } from "../display/groups_chart.ts";
import { modelsChart } from "../display/models_chart.ts";
import { nullLinesChart } from "../display/null_lines_chart.ts";
import { asPeople } from "../display/people.ts";
import { positionsChart } from "../display/positions_chart.ts";
import { robustnessChart } from "../display/robustness_chart.ts";
import { type FailureStats } from "./failure_stats.ts";
import { modelCosts } from "./model_costs.ts";
import { Plots } from "./plots.ts";
import { type RunResult } from "./run_result.ts";
import { severalModels } from "./several_models.ts";
import { type Tallied } from "../analysis/tally.ts";

/** What pictures are drawn of. */
export interface Plotted<Key extends string>
  extends Pick<RunResult, "rows" | "plan" | "course" | "notice" | "usage" | "latencies"> {
  /** The questions by key. */
  readonly questions: ReadonlyMap<string, Tallied>;
  /** How far from people; null where nobody asked. */
  readonly calibration: Calibration | null;
  /** What went wrong, counted. */
  readonly failures: FailureStats;
  /** The shares of a question. */
  plot(question: Key): Chart;
  /** The answers to a question by group. */
  tally(question: Key, options: { readonly by: string }): Tallies;
  /** The models' shares, blended. */
  blend(question: Key): Blend;
  /** How far variants agree. */
  robustness(question: Key): Robustness;
}

/**
 * The pictures of what came of asking a panel, a method each. `save()` writes them as `.svg`, `.png` or `.html`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, scripted } from "../../mod.ts";
 *
 * const people = Array.from({ length: 10 }, (_, at) => ({ name: `P${at}` }));
 * const result = await panel().personas(people).models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * assert.match(String(result.plots.positions("tier")), /shown 1st .*shown 2nd /s);
 * assert(result.plots.names.includes("costs"));
 * ```
 */
export class SurveyPlots<Key extends string = string> extends Plots {
  readonly #result: Plotted<Key>;

  /** Made by `result.plots`. */
  constructor(result: Plotted<Key>) {
    super();
    this.#result = result;
  }

  /** The shares of a bounded question with their intervals; in an ensemble by model. */
  shares(question: Key): Chart {
    return this.#result.plot(question);
  }

  /** The shares of each model, and in an ensemble those of their blend. */
  models(question: Key): Chart {
    const { plan: { models } } = this.#result;
    const tallies = [...this.#result.tally(question, { by: "model" })];
    const isWhole = models?.mode === "ensemble";
    return modelsChart([...tallies, ...(isWhole ? [this.#result.blend(question)] : [])]);
  }

  /** The shares in each group of the panel: small pictures side by side, by an attribute of the personas. */
  groups(question: Key, { by }: { readonly by: string }): Chart {
    return groupsChart(this.#result.tally(question, { by }));
  }

  /** How far the variants of each persona agree. */
  robustness(question: Key): Chart {
    return robustnessChart(this.#result.robustness(question));
  }

  /**
   * How often what was chosen had been shown first, second and so on: the bias of order.
   *
   * @param options `model` names the model of an ensemble whose answers are meant.
   * @throws {TypeError} When the question has no options, or, without `model`, in an ensemble.
   */
  positions(question: Key, { model }: { readonly model?: string } = {}): Chart {
    const { questions, rows, notice, plan: { models, repeats, variants } } = this.#result;
    if (model === undefined && models?.mode === "ensemble") {
      const instead = `plots.positions("${question}", { model: … })`;
      throw severalModels(`tell the positions of "${question}"`, models.entries.length, instead);
    }
    const asked = questions.get(question);
    if (asked === undefined) throw new TypeError(`Cannot find the question "${question}"`);
    const meant = model === undefined ? rows : rows.toArray().filter((row) => row.model === model);
    return positionsChart(meant, asked, { notice, isClustered: repeats > 1 || variants > 0 });
  }

  /**
   * How the answers came to be enough, check by check.
   *
   * @throws {TypeError} When nobody asked: `until()` was not said.
   */
  convergence(): Chart {
    const { course: { convergence } } = this.#result;
    if (convergence === null) throw missing("convergence", "say .until() before the run");
    return convergenceChart(convergence);
  }

  /** The panel beside people, option by option; see {@linkcode SurveyPlots.nulls} for when there is none. */
  people(): Chart {
    const { tally, humans, divergence } = wholeOf(this.#calibration);
    return againstHumansChart(tally, asPeople(humans), { divergence });
  }

  /**
   * The divergence from people among its null lines.
   *
   * @throws {TypeError} When the panel was not held against people, or nothing can be computed.
   */
  nulls(): Chart {
    const { divergence, reason } = wholeOf(this.#calibration);
    if (divergence === null) throw missing("divergence", reason ?? "there is none");
    return nullLinesChart(divergence);
  }

  /** The divergences from people, each against its floor: of the panel or its models, and of its groups. */
  divergences(): Chart {
    const { question, whole, models, groups } = this.#calibration;
    const all = [
      ...(whole ? [whole] : []),
      ...models,
      ...groups.map(({ comparison }) => comparison),
    ];
    return divergencesChart(
      all.flatMap(({ label, divergence }) =>
        divergence === null ? [] : [{ label: label ?? question, divergence }]
      ),
    );
  }

  /** What each model cost, and how long its replies took. */
  costs(): Chart {
    const { failures: { answeredBy }, notice } = this.#result;
    return costsChart(modelCosts(this.#result, answeredBy), { notice });
  }

  get #calibration(): Calibration {
    const { calibration } = this.#result;
    if (calibration !== null) return calibration;
    throw missing("people", "say .calibrateAgainst() before the run, or result.calibrate() after");
  }
}

function wholeOf({ whole }: Calibration): Comparison {
  if (whole !== null) return whole;
  throw missing("panel as a whole", "several models answered, and plots.divergences() has each");
}

function missing(what: string, instead: string): TypeError {
  return new TypeError(`Cannot draw the ${what}: ${instead}`);
}
