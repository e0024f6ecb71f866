import { type SelectionRow } from "../rows/event_row.ts";
import { effectiveSize } from "../statistics/effective_size.ts";
import { entropy } from "../statistics/entropy.ts";
import { Moments } from "../statistics/moments.ts";
import { type Interval, wilson } from "../statistics/wilson.ts";
import { normalised } from "./event_diversity.ts";

/** What was shown, asked for and evaluated, as it stands in `metrics.json`; null where nothing is known. */
export interface SelectionMetrics {
  /** How many selections there are. */
  readonly n_selection_rows: number;
  /** How many of them say what was executed; the figures on execution are of these. */
  readonly n_recorded_rows: number;
  /** How many different products were shown. */
  readonly support_size_allowed: number;
  /** How many products are shown on average. */
  readonly avg_choice_set_size: number | null;
  /** How many are asked for. */
  readonly avg_requested_size: number | null;
  /** How many are evaluated. */
  readonly avg_executed_size: number | null;
  /** How many are asked for and not evaluated. */
  readonly avg_dropped_size: number | null;
  /** The share that ask for nothing. */
  readonly empty_request_rate: number | null;
  /** The share of which nothing is evaluated. */
  readonly empty_execution_rate: number | null;
  /** All that was evaluated over all that was asked for. */
  readonly request_to_execution_ratio: number | null;
  /** All that was dropped over all that was asked for. */
  readonly drop_rate_over_requested: number | null;
  /** What is asked for: how varied it is. */
  readonly requested: ProductEntropy;
  /** What is evaluated: how varied it is. */
  readonly executed: ProductEntropy;
  /** How often the first that is asked for was the first shown, where the order is recorded. */
  readonly first_shown: FirstShown | null;
}

/** How varied the products are that are asked for or evaluated. */
export interface ProductEntropy {
  /** How many different ones. */
  readonly n_products: number;
  /** Their entropy in bits. */
  readonly entropy: number | null;
  /** As a part of log₂ of all products that were shown or are among these: never above 1. */
  readonly normalized_entropy_full_support: number | null;
  /** As a part of log₂ of these products. */
  readonly normalized_entropy_observed_support: number | null;
}

/** How much the place in the list decides. */
export interface FirstShown {
  /** How many selections ask for something that was shown, in a recorded order. */
  readonly n: number;
  /** The share whose first request was the first shown. */
  readonly share: number;
  /** How many independent ones they are worth: those of one panelist hang together. */
  readonly n_effective: number;
  /** Its 95 % Wilson interval, at the effective size. */
  readonly interval: Interval;
  /** The share to expect where the place does not matter. */
  readonly expected: number;
}

/** Counts selections, one after the other. */
export class SelectionCounter {
  readonly #shown = new Set<string>();
  readonly #requested = new Map<string, number>();
  readonly #executed = new Map<string, number>();
  readonly #sizes = {
    shown: new Moments(),
    requested: new Moments(),
    /** Of the rows that say what was executed. */
    asked: new Moments(),
    executed: new Moments(),
    dropped: new Moments(),
  };
  readonly #empty = { requested: 0, executed: 0 };
  readonly #expected = new Moments();
  /** How often each panelist took the first shown first, and how often not. */
  readonly #first = new Map<string, [number, number]>();

  /** Takes a selection. */
  take(row: SelectionRow): void {
    const { choice_set, selected_product_ids: requested } = row;
    for (const id of choice_set) this.#shown.add(id);
    for (const id of requested) count(this.#requested, id);
    this.#sizes.shown.add(choice_set.length);
    this.#sizes.requested.add(requested.length);
    if (requested.length === 0) this.#empty.requested += 1;
    // Where nothing was asked for, other programs do not say that nothing was executed.
    const executed = listIn(row, "executed_product_ids") ?? (requested.length === 0 ? [] : null);
    if (executed !== null) this.#execute(row, executed);
    this.#place(row);
  }

  /** What was counted. */
  get metrics(): SelectionMetrics {
    const { shown, requested, asked, executed, dropped } = this.#sizes;
    const share = (part: number, whole: number) => whole === 0 ? null : part / whole;
    const total = ({ mean, n }: Moments) => (mean ?? 0) * n;
    return {
      n_selection_rows: requested.n,
      n_recorded_rows: executed.n,
      support_size_allowed: this.#shown.size,
      avg_choice_set_size: shown.mean,
      avg_requested_size: requested.mean,
      avg_executed_size: executed.mean,
      avg_dropped_size: dropped.mean,
      empty_request_rate: share(this.#empty.requested, requested.n),
      empty_execution_rate: share(this.#empty.executed, executed.n),
      request_to_execution_ratio: share(total(executed), total(asked)),
      drop_rate_over_requested: share(total(dropped), total(asked)),
      requested: this.#entropyOf(this.#requested),
      executed: this.#entropyOf(this.#executed),
      first_shown: this.#firstShown(),
    };
  }

  #execute(row: SelectionRow, executed: readonly string[]): void {
    for (const id of executed) count(this.#executed, id);
    this.#sizes.asked.add(row.selected_product_ids.length);
    this.#sizes.executed.add(executed.length);
    this.#sizes.dropped.add(listIn(row, "dropped_product_ids")?.length ?? 0);
    if (executed.length === 0) this.#empty.executed += 1;
  }

  #place({ panelist_id, choice_set, selected_product_ids: [first], traces }: SelectionRow): void {
    const order = traces?.shown_order;
    if (!Array.isArray(order) || first === undefined || !choice_set.includes(first)) return;
    this.#expected.add(1 / choice_set.length);
    const own = this.#first.get(panelist_id) ?? [0, 0];
    this.#first.set(panelist_id, own);
    own[choice_set[order[0]] === first ? 0 : 1] += 1;
  }

  #firstShown(): FirstShown | null {
    const { n, mean: expected } = this.#expected;
    if (expected === null) return null;
    const panelists = [...this.#first.values()];
    const share = panelists.reduce((sum, [taken]) => sum + taken, 0) / n;
    const n_effective = effectiveSize(panelists);
    const size = Math.max(1, Math.floor(n_effective));
    const interval = wilson(Math.min(size, share * size), size);
    return { n, share, n_effective, interval, expected };
  }

  #entropyOf(counts: ReadonlyMap<string, number>): ProductEntropy {
    const bits = counts.size === 0 ? null : entropy([...counts.values()]);
    const possible = this.#shown.union(new Set(counts.keys())).size;
    return {
      n_products: counts.size,
      entropy: bits,
      normalized_entropy_full_support: normalised(bits, possible),
      normalized_entropy_observed_support: normalised(bits, counts.size),
    };
  }
}

function listIn({ traces }: SelectionRow, key: string): readonly string[] | null {
  const list = traces?.[key];
  return Array.isArray(list) ? list : null;
}

function count(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
