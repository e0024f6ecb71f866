import { type AnswerDistance, type MeasuredDistance } from "../analysis/answer_distance.ts";
import { type EventComparison } from "../analysis/compare_events.ts";
import { type BenchmarkResult, type ProductDistance } from "../analysis/event_benchmark.ts";
import { type ConditionMetrics } from "../analysis/event_condition.ts";
import { figure, type Section } from "./sections.ts";
import { type Interval } from "../statistics/wilson.ts";

/** A comparison, to be read. */
export function comparisonSections(comparison: EventComparison): Section[] {
  const { mode, conditions, outcome_field } = comparison;
  return [
    conditionSection(conditions, outcome_field),
    ...(mode === "cross"
      ? [...pivotSections(conditions), pairSection(comparison)]
      : comparison.benchmark.flatMap(benchmarkSections)),
  ];
}

function conditionSection(conditions: readonly ConditionMetrics[], field: string): Section {
  const head = [
    "condition",
    "evaluations",
    "n",
    "mean",
    "95 % interval",
    "sd",
    "median",
    "entropy",
  ];
  return {
    heading: `Conditions by "${field}"`,
    rows: [
      [...head, "of most"],
      ...conditions.map((one) => [
        ...[one.label, String(one.n_evaluations), String(one.n_with_outcome), figure(one.mean)],
        ...[range(one.mean_interval), figure(one.std), figure(one.median), figure(one.entropy)],
        figure(one.normalized_entropy),
      ]),
    ],
  };
}

const PIVOTS = [
  ["mean", "Mean"],
  ["std", "Standard deviation"],
  ["normalized_entropy", "Normalised entropy"],
  ["panelist_mean_variance", "Variance of the panelists' means"],
  ["mean_pairwise_panelist_distance", "Distance between panelists"],
  ["product_mean_variance", "Variance of the products' means"],
] as const;

/** Model by strategy, where the conditions name them. */
function pivotSections(conditions: readonly ConditionMetrics[]): Section[] {
  const strategies = [...new Set(conditions.map(({ strategy }) => strategy))];
  const models = [...new Set(conditions.map(({ model }) => model))];
  if (models.length < 2 && strategies.length < 2) return [];
  return PIVOTS.map(([key, heading]) => ({
    heading: `${heading}, model by strategy`,
    rows: [
      ["model", ...strategies],
      ...models.map((model) => [
        model,
        ...strategies.map((strategy) =>
          conditions.filter((one) => one.model === model && one.strategy === strategy)
            .map((one) => figure(one[key])).join(" / ")
        ),
      ]),
    ],
  }));
}

function pairSection({ pairs }: EventComparison): Section {
  return {
    heading: "Pairs",
    rows: [
      ["pair", ...DISTANCE_HEAD, "p, Holm", "RMSE"],
      ...pairs.map(({ labels, p_holm, rmse, ...measured }) => [
        ...[labels.join(" and "), ...distanceCells(measured), figure(p_holm), figure(rmse)],
      ]),
    ],
    notes: [ABOUT_DISTANCES, falseAlarms(pairs.length, "pairs")],
  };
}

/** What many tests bring about even where nothing differs. */
function falseAlarms(tests: number, what: string): string {
  return `Where nothing differs, ${
    Number((0.05 * tests).toFixed(2))
  } of ${tests} ${what} have p below .05.`;
}

function known(distance: AnswerDistance): MeasuredDistance {
  return { distance, reason: null };
}

const DISTANCE_HEAD = ["JSD", "corrected", "95 % interval", "floor", "p", "W1", "W1 floor"];

const ABOUT_DISTANCES =
  "JSD: Jensen-Shannon divergence in bits. Corrected: less what sampling adds on average. Floor: what 95 " +
  "of 100 pairs of samples of the same people stay at or below. W1: Wasserstein distance in units of the " +
  "answer.";

function distanceCells({ distance, reason }: MeasuredDistance): string[] {
  if (distance === null) return [reason ?? "", "–", "–", "–", "–", "–", "–"];
  return [
    ...[figure(distance.jsd), figure(distance.jsd_corrected), range(distance.interval)],
    ...[figure(distance.floor95), figure(distance.p_null)],
    ...[figure(distance.wasserstein), figure(distance.wasserstein_floor95)],
  ];
}

function benchmarkSections(result: BenchmarkResult): Section[] {
  const { label, product_overlap, review_share, overall, egalitarian, utilitarian } = result;
  return [{
    heading: `"${label}" against people`,
    rows: [
      ["", "value"],
      ["products on both sides", String(product_overlap.n_shared)],
      ["part of the products of people", figure(product_overlap.share_of_reference)],
      ["part of all products (Jaccard)", figure(product_overlap.jaccard)],
      ["JSD of the products' parts of all answers", figure(review_share?.jsd)],
      ["L1 of these parts", figure(review_share?.l1)],
      ...DISTANCE_HEAD.map((
        name,
        at,
      ) => [`all answers: ${name}`, distanceCells(overall)[at] ?? ""]),
      ["products alike: mean JSD", figure(egalitarian.jsd)],
      ["products alike: mean corrected JSD", figure(egalitarian.jsd_corrected)],
      ["products alike: 95 % interval", range(egalitarian.interval)],
      ["products alike: mean W1", figure(egalitarian.wasserstein)],
      ["by people's answers: mean JSD", figure(utilitarian.jsd)],
      ["by people's answers: mean corrected JSD", figure(utilitarian.jsd_corrected)],
      ["by people's answers: 95 % interval", range(utilitarian.interval)],
      ["by people's answers: mean W1", figure(utilitarian.wasserstein)],
    ],
    notes: [
      ABOUT_DISTANCES,
      falseAlarms(result.n_tested_products, "products"),
    ],
  }, ...productSections(result)];
}

function productSections({ label, best, worst }: BenchmarkResult): Section[] {
  const rows = (products: readonly ProductDistance[]) => [
    ["product", "answers of people", ...DISTANCE_HEAD, "p, Holm"],
    ...products.map((one) => [
      ...[
        one.product_id,
        String(one.reference_n),
        ...distanceCells(known(one)),
        figure(one.p_holm),
      ],
    ]),
  ];
  return [
    { heading: `Products where "${label}" is nearest to people`, rows: rows(best) },
    { heading: `Products where "${label}" is farthest from people`, rows: rows(worst) },
  ].filter(({ rows: { length } }) => length > 1);
}

function range(interval: Interval | null): string {
  return interval === null ? "–" : `${figure(interval.low)} to ${figure(interval.high)}`;
}
