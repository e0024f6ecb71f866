import { type Stream } from "../random/stream.ts";
import { type EventRows } from "../rows/save_events.ts";
import { clusteredMean } from "../statistics/clustered_mean.ts";
import { entropy } from "../statistics/entropy.ts";
import { type Interval } from "../statistics/wilson.ts";
import { AnswerTable, type AnswerValue } from "./answer_table.ts";
import { normalised } from "./event_diversity.ts";
import { type PersonaMetrics, personaMetrics } from "./event_persona.ts";

/** One of the runs that are compared. */
export interface EventCondition {
  /** What it is called; no other has this name. */
  readonly label: string;
  /** The model that answered. */
  readonly model?: string | undefined;
  /** How it was prompted. */
  readonly strategy?: string | undefined;
  /** Whether people answered. One condition at most is real; the others are held against it. @default "synthetic" */
  readonly type?: "synthetic" | "real" | undefined;
  /** The events. */
  readonly rows: EventRows;
}

/** What one condition is like, as it stands in `comparison.json`; null where nothing is known. */
export interface ConditionMetrics {
  /** What it is called. */
  readonly label: string;
  /** The model. */
  readonly model: string;
  /** How it was prompted. */
  readonly strategy: string;
  /** Whether people answered. */
  readonly condition_type: "synthetic" | "real";
  /** How many evaluations there are. */
  readonly n_evaluations: number;
  /** How many have the outcome. */
  readonly n_with_outcome: number;
  /** How many panelists gave it. */
  readonly n_panelists: number;
  /** The mean, where values are numbers. */
  readonly mean: number | null;
  /** Its 95 % interval; panelists are what was sampled. */
  readonly mean_interval: Interval | null;
  /** The population standard deviation; null below two values. */
  readonly std: number | null;
  /** The middle value; the mean of the middle two where their number is even. */
  readonly median: number | null;
  /** The entropy in bits. */
  readonly entropy: number | null;
  /** As a part of log₂ of the values of the scale and those observed: never above 1. */
  readonly normalized_entropy: number | null;
  /** The variance of the panelists' means. */
  readonly panelist_mean_variance: number | null;
  /** The mean over pairs of panelists of the mean absolute difference over the products that both met. */
  readonly mean_pairwise_panelist_distance: number | null;
  /** How that was found. */
  readonly panelist_distance: PersonaMetrics["panelist_distance"];
  /** The variance of the products' means. */
  readonly product_mean_variance: number | null;
}

/** The answers of a condition. */
export async function readCondition(rows: EventRows, field: string): Promise<AnswerTable> {
  const table = new AnswerTable(field);
  for await (const row of rows) if (row.event_type === "evaluation") table.take(row);
  return table;
}

/** What a condition is like. */
export function conditionMetrics(
  { label, model = "", strategy = "", type = "synthetic" }: EventCondition,
  table: AnswerTable,
  { scale, random }: { readonly scale: readonly AnswerValue[]; readonly random: Stream },
): ConditionMetrics {
  const persona = personaMetrics(table, random);
  const variance = persona.overall_variance;
  const counts = countsOf(table);
  const bits = table.n === 0 ? null : entropy([...counts.values()]);
  const possible = new Set([...scale, ...counts.keys()]).size;
  return {
    ...{ label, model, strategy, condition_type: type },
    n_evaluations: table.evaluations,
    n_with_outcome: table.n,
    n_panelists: table.panelists.names.length,
    ...meanOf(table),
    std: variance === null ? null : Math.sqrt(variance),
    median: table.isNumeric ? medianOf(counts, table.n) : null,
    entropy: bits,
    normalized_entropy: normalised(bits, possible),
    panelist_mean_variance: persona.panelist_mean_variance,
    mean_pairwise_panelist_distance: persona.mean_pairwise_panelist_distance,
    panelist_distance: persona.panelist_distance,
    product_mean_variance: persona.product_mean_variance,
  };
}

function countsOf(table: AnswerTable): Map<AnswerValue, number> {
  const counts = table.values.names.map(() => 0);
  table.each((_, __, value) => counts[value] = (counts[value] ?? 0) + 1);
  return new Map(table.values.names.map((value, at) => [value, counts[at] ?? 0]));
}

function meanOf(table: AnswerTable): Pick<ConditionMetrics, "mean" | "mean_interval"> {
  if (!table.isNumeric) return { mean: null, mean_interval: null };
  const clusters = table.panelists.names.map(() => ({ sum: 0, n: 0 }));
  table.each((panelist, _, value) => {
    const cluster = clusters[panelist];
    if (cluster === undefined) return;
    cluster.sum += Number(table.values.names[value]);
    cluster.n += 1;
  });
  const { mean, interval } = clusteredMean(clusters);
  return { mean, mean_interval: interval };
}

/** The mean of the middle two, which are the same where there is one in the middle. */
function medianOf(counts: ReadonlyMap<AnswerValue, number>, n: number): number {
  const sorted = [...counts].map(([value, count]) => ({ value: Number(value), count }))
    .sort((a, b) => a.value - b.value);
  const at = (place: number) => {
    let before = 0;
    return sorted.find(({ count }) => (before += count) > place)?.value ?? NaN;
  };
  return (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2;
}
