import { type Stream, stream } from "../random/stream.ts";
import { holm } from "../statistics/holm.ts";
import { answerDistance, type MeasuredDistance } from "./answer_distance.ts";
import { checkField } from "./check_field.ts";
import { cellMeans } from "./answer_means.ts";
import { type AnswerTable, type AnswerValue } from "./answer_table.ts";
import { type BenchmarkResult, benchmarkResult } from "./event_benchmark.ts";
import {
  type ConditionMetrics,
  conditionMetrics,
  type EventCondition,
  readCondition,
} from "./event_condition.ts";

/** How conditions are compared. */
export interface CompareOptions {
  /** The outcome that is compared. @default "rating" */
  readonly field?: string | undefined;
  /** The values that the outcome may have, whether or not anybody gave them. @default {those observed} */
  readonly scale?: readonly AnswerValue[] | undefined;
  /** How many of the products are named that are nearest to people, and farthest. @default 20 */
  readonly top?: number | undefined;
  /** The seed of what is drawn. @default 0 */
  readonly seed?: number | undefined;
}

/** Two conditions held against each other. */
export interface ConditionPair extends MeasuredDistance {
  /** The labels of the two. */
  readonly labels: readonly [string, string];
  /** The probability under equality, adjusted by Holm's method for all pairs of the comparison. */
  readonly p_holm: number | null;
  /** The root mean square difference of what panelists think of products that both conditions asked; or null. */
  readonly rmse: number | null;
  /** Over how many pairs of a panelist and a product. */
  readonly n_shared_cells: number;
}

/** What several runs are like side by side, as it stands in `comparison.json`. */
export class EventComparison {
  /** Whether all are held against each other, or against people. */
  readonly mode!: "cross" | "benchmark";
  /** The outcome. */
  readonly outcome_field!: string;
  /** Each condition. */
  readonly conditions!: readonly ConditionMetrics[];
  /** In cross mode: each pair of conditions. */
  readonly pairs!: readonly ConditionPair[];
  /** In benchmark mode: each condition against people. */
  readonly benchmark!: readonly BenchmarkResult[];

  /** Made by `compareEvents()`. */
  constructor(values: EventComparison) {
    Object.assign(this, values);
  }
}

/**
 * Compares the answers of several runs: all with each other, or, where one of them is of people, each with
 * people. Every divergence stands beside what chance alone makes of two samples of these sizes, with its
 * bias taken out and its interval; several answers of one panelist count as what they are worth.
 *
 * @param conditions The runs, each under a label of its own.
 * @throws {TypeError} When there is none, two have the same label, more than one is real, or none has the outcome.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareEvents, type EventRow } from "../../mod.ts";
 *
 * const rows = (ratings: readonly number[]) => ratings.map((rating, at): EventRow => ({
 *   schema_version: "0.1.0", event_id: `e${at}`, event_type: "evaluation", policy: "random", t: 0,
 *   panelist_id: `u${at}`, product_id: "A", product_display: "", outcomes: { rating },
 * }));
 * const { mode, conditions, pairs } = await compareEvents([
 *   { label: "haiku", rows: rows([1, 3, 4, 4]) },
 *   { label: "sonnet", rows: rows([1, 3, 4, 5]) },
 * ], { scale: [1, 2, 3, 4, 5] });
 * assert(mode === "cross" && conditions[0]?.median === 3.5 && pairs[0]?.rmse === 0.5);
 * ```
 */
export async function compareEvents(
  conditions: readonly EventCondition[],
  { field = "rating", scale = [], top = 20, seed = 0 }: CompareOptions = {},
): Promise<EventComparison> {
  checkConditions(conditions);
  const random = stream(seed).fork("compare");
  const read: Read[] = [];
  for (const condition of conditions) {
    const table = await readCondition(condition.rows, field);
    const own = { scale, random: random.fork(condition.label) };
    read.push({ condition, table, metrics: conditionMetrics(condition, table, own) });
  }
  checkField("compare", field, [...new Set(read.flatMap(({ table }) => table.fields))]);
  const real = read.find(({ condition }) => condition.type === "real");
  const others = read.filter((one) => one !== real);
  return new EventComparison({
    mode: real ? "benchmark" : "cross",
    outcome_field: field,
    conditions: read.map(({ metrics }) => metrics),
    pairs: real ? [] : adjusted(pairsOf(read, { scale, seed })),
    benchmark: real
      ? others.map(({ condition: { label }, table }) =>
        benchmarkResult(label, table, real.table, {
          scale,
          top,
          seed,
          random: below(random, label),
        })
      )
      : [],
  });
}

interface Read {
  readonly condition: EventCondition;
  readonly table: AnswerTable;
  readonly metrics: ConditionMetrics;
}

function below(random: Stream, label: string): Stream {
  return random.fork("benchmark", label);
}

/**
 * Refuses conditions that cannot be compared.
 *
 * @throws {TypeError} When there is none, two have the same label, or more than one is real.
 */
export function checkConditions(
  conditions: readonly Pick<EventCondition, "label" | "type">[],
): void {
  const labels = conditions.map(({ label }) => label);
  const twice = labels.find((label, at) => labels.indexOf(label) !== at);
  if (twice !== undefined) {
    throw new TypeError(
      `Cannot compare conditions: two have the label "${twice}", each must have its own`,
    );
  }
  const real = conditions.filter(({ type }) => type === "real");
  if (real.length > 1) {
    throw new TypeError(
      `Cannot compare with people: ${
        real.map(({ label }) => `"${label}"`).join(" and ")
      } are real, ` +
        "and one at most may be",
    );
  }
  if (conditions.length < 2) throw new TypeError("Cannot compare: there must be two conditions");
}

function pairsOf(
  read: readonly Read[],
  options: { readonly scale: readonly AnswerValue[]; readonly seed: number },
): ConditionPair[] {
  return read.flatMap((one, at) =>
    read.slice(at + 1).map((other) => ({
      labels: [one.condition.label, other.condition.label] as const,
      ...answerDistance(one.table, other.table, options),
      p_holm: null,
      ...rmseOf(one.table, other.table),
    }))
  );
}

function adjusted(pairs: readonly ConditionPair[]): ConditionPair[] {
  const known = pairs.filter(({ distance }) => distance !== null);
  const values = holm(known.map(({ distance }) => distance?.p_null ?? 1));
  return pairs.map((pair) => ({ ...pair, p_holm: values[known.indexOf(pair)] ?? null }));
}

function rmseOf(
  one: AnswerTable,
  other: AnswerTable,
): Pick<ConditionPair, "rmse" | "n_shared_cells"> {
  if (!one.isNumeric || !other.isNumeric) return { rmse: null, n_shared_cells: 0 };
  const width = other.products.names.length;
  const theirs = new Map(
    cellMeans(other).map(({ panelist, product, mean }) => [panelist * width + product, mean]),
  );
  let [squares, n] = [0, 0];
  for (const { panelist, product, mean } of cellMeans(one)) {
    const row = other.panelists.find(one.panelists.names[panelist] ?? "");
    const column = other.products.find(one.products.names[product] ?? "");
    const found = row === undefined || column === undefined
      ? undefined
      : theirs.get(row * width + column);
    if (found === undefined) continue;
    squares += (mean - found) ** 2;
    n += 1;
  }
  return { rmse: n === 0 ? null : Math.sqrt(squares / n), n_shared_cells: n };
}
