import { type EventRow } from "../rows/event_row.ts";
import { type Status } from "../rows/row.ts";

/** How many events there are, and what went wrong with them. */
export interface EventCounts {
  /** How many there are. */
  readonly rows: number;
  /** How many are evaluations. */
  readonly evaluations: number;
  /** How many are selections. */
  readonly selections: number;
  /** Evaluations that came to nothing, because of an error: of the call, or of the reply. */
  readonly withoutOutcomes: number;
  /** Selections that could not be made, because of an error. */
  readonly withoutSelection: number;
  /** Rows in which something was wrong, dropped or taken for something else, by the trace that says so. */
  readonly traces: Readonly<Record<string, number>>;
}

/** The traces that tell of what went wrong. */
const COUNTED = [
  "outcome_errors",
  "selection_errors",
  "parse_error",
  "validation_errors",
  "coercions",
  "warnings",
] as const;

/** A trace that tells of what went wrong. */
type CountedTrace = typeof COUNTED[number];

const FAILED = { status: "failed" } as const;

/** Counts events as they come, and keeps none. */
export class EventCounter {
  readonly #traces = new Map<CountedTrace, number>(COUNTED.map((name) => [name, 0]));
  #evaluations = 0;
  #selections = 0;
  #withoutOutcomes = 0;
  #withoutSelection = 0;

  /** Counts rows; returns those that came to nothing, as a record counts them. */
  take(rows: readonly EventRow[]): { readonly status: Status }[] {
    const failed: { readonly status: Status }[] = [];
    for (const row of rows) {
      if (this.#count(row)) failed.push(FAILED);
      for (const name in row.traces) {
        const count = this.#traces.get(name as CountedTrace);
        if (count !== undefined) this.#traces.set(name as CountedTrace, count + 1);
      }
    }
    return failed;
  }

  /** What was counted so far. */
  get counts(): EventCounts {
    return {
      rows: this.#evaluations + this.#selections,
      evaluations: this.#evaluations,
      selections: this.#selections,
      withoutOutcomes: this.#withoutOutcomes,
      withoutSelection: this.#withoutSelection,
      // There is a count of each.
      traces: Object.fromEntries(this.#traces) as Record<CountedTrace, number>,
    };
  }

  /** Counts one row; returns whether it came to nothing. */
  #count(row: EventRow): boolean {
    if (row.event_type === "evaluation") {
      this.#evaluations += 1;
      const isLost = row.outcomes == null && row.traces?.outcome_errors !== undefined;
      if (isLost) this.#withoutOutcomes += 1;
      return isLost;
    }
    this.#selections += 1;
    const isLost = row.traces?.selection_errors !== undefined &&
      row.selected_product_ids.length === 0;
    if (isLost) this.#withoutSelection += 1;
    return isLost;
  }
}
