import { type EvaluationRow, type EventRow, type JsonObject } from "../rows/event_row.ts";
import { isReserved } from "../rows/reserved_traces.ts";

/** How complete the rows of a run are, as it stands in `metrics.json`. Rates are null where there is nothing to count. */
export interface QualityMetrics {
  /** How many rows there are. */
  readonly n_events: number;
  /** How many are selections. */
  readonly n_selection_rows: number;
  /** How many are evaluations: all rates below are of these. */
  readonly n_evaluation_rows: number;
  /** How many panelists appear. */
  readonly n_panelists: number;
  /** How many products were evaluated. */
  readonly n_products: number;
  /** How many periods there are: the last one, and 1. */
  readonly n_periods: number;
  /** The share with any outcome that is not null. */
  readonly rows_with_any_outcome_rate: number | null;
  /** The share with any trace that is not null and not the toolkit's own. */
  readonly rows_with_any_trace_rate: number | null;
  /** The share with anything known of the panelist. */
  readonly panelist_feature_coverage_rate: number | null;
  /** The share with anything known of the product. */
  readonly product_feature_coverage_rate: number | null;
  /** The share that follows from a selection. */
  readonly selection_link_rate: number | null;
  /** The share without a value, by outcome field. */
  readonly outcome_missing_rates: Readonly<Record<string, number>>;
  /** The share without a value, by trace field. */
  readonly trace_missing_rates: Readonly<Record<string, number>>;
  /** The share with each of what the toolkit records when something is not as it should be. */
  readonly recorded_rates: Readonly<Record<string, number>>;
  /** How many fields of outcomes or traces are left out here, because there are too many. */
  readonly fields_left_out: number;
}

/** What the toolkit records when something is not as it should be. */
const TROUBLES = ["parse_error", "validation_errors", "outcome_errors", "coercions", "warnings"];
/** A model may send traces under any name. */
const MOST_FIELDS = 200;

/** Counts how complete rows are, one after the other. */
export class QualityCounter {
  readonly #panelists = new Set<string>();
  readonly #products = new Set<string>();
  readonly #outcomes: FieldPresence;
  readonly #traces: FieldPresence;
  readonly #troubles = new FieldPresence(TROUBLES);
  readonly #counts = { selections: 0, evaluations: 0, outcome: 0, trace: 0, links: 0 };
  readonly #features = { panelist: 0, product: 0 };
  #periods = 0;

  /** No rows yet. Fields that are declared are reported even where no row has them. */
  constructor({ outcomes = [], traces = [] }: {
    readonly outcomes?: readonly string[] | undefined;
    readonly traces?: readonly string[] | undefined;
  } = {}) {
    this.#outcomes = new FieldPresence(outcomes);
    this.#traces = new FieldPresence(traces);
  }

  /** Takes a row. */
  take(row: EventRow): void {
    this.#panelists.add(row.panelist_id);
    this.#periods = Math.max(this.#periods, row.t + 1);
    if (row.event_type === "selection") this.#counts.selections += 1;
    else this.#evaluate(row);
  }

  /** What was counted. */
  get metrics(): QualityMetrics {
    const { selections, evaluations, outcome, trace, links } = this.#counts;
    const rate = (count: number) => evaluations === 0 ? null : count / evaluations;
    return {
      n_events: selections + evaluations,
      ...{ n_selection_rows: selections, n_evaluation_rows: evaluations },
      ...{ n_panelists: this.#panelists.size, n_products: this.#products.size },
      n_periods: this.#periods,
      rows_with_any_outcome_rate: rate(outcome),
      rows_with_any_trace_rate: rate(trace),
      panelist_feature_coverage_rate: rate(this.#features.panelist),
      product_feature_coverage_rate: rate(this.#features.product),
      selection_link_rate: rate(links),
      outcome_missing_rates: this.#outcomes.rates((count) => 1 - count / evaluations),
      trace_missing_rates: this.#traces.rates((count) => 1 - count / evaluations),
      recorded_rates: this.#troubles.rates((count) => count / evaluations),
      fields_left_out: this.#outcomes.leftOut + this.#traces.leftOut,
    };
  }

  #evaluate(row: EvaluationRow): void {
    this.#products.add(row.product_id);
    this.#counts.evaluations += 1;
    if (this.#outcomes.take(row.outcomes, () => true)) this.#counts.outcome += 1;
    if (this.#traces.take(row.traces, (field) => !isReserved(field))) this.#counts.trace += 1;
    this.#troubles.take(row.traces, (field) => TROUBLES.includes(field));
    if (row.selection_id != null) this.#counts.links += 1;
    if (hasAny(row.panelist_features)) this.#features.panelist += 1;
    if (hasAny(row.product_features)) this.#features.product += 1;
  }
}

/** How often each field has a value. */
class FieldPresence {
  readonly #counts: Map<string, number>;
  readonly #others = new Set<string>();

  constructor(fields: readonly string[]) {
    this.#counts = new Map(fields.map((field) => [field, 0]));
  }

  get leftOut(): number {
    return this.#others.size;
  }

  /** Takes an object; returns whether any of the fields in question has a value. */
  take(object: JsonObject | null | undefined, isMeant: (field: string) => boolean): boolean {
    let found = false;
    for (const field in object) {
      if (object[field] == null || !isMeant(field)) continue;
      found = true;
      const count = this.#counts.get(field);
      if (count !== undefined) this.#counts.set(field, count + 1);
      else if (this.#counts.size < MOST_FIELDS) this.#counts.set(field, 1);
      else if (this.#others.size < 50 * MOST_FIELDS) this.#others.add(field);
    }
    return found;
  }

  rates(of: (count: number) => number): Record<string, number> {
    const fields = [...this.#counts].sort(([a], [b]) => a < b ? -1 : 1);
    return Object.fromEntries(
      fields.flatMap(([field, count]) => Number.isNaN(of(count)) ? [] : [[field, of(count)]]),
    );
  }
}

function hasAny(object: JsonObject | undefined): boolean {
  for (const _ in object) return true;
  return false;
}
