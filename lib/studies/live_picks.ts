import { type LiveShares } from "../display/live_shares.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";

/** How many products are shown while panelists choose. */
const SHOWN = 12;

/** Counts what panelists choose while they are followed: the share of choices that each product is in. */
export class LivePicks {
  readonly #labels: ReadonlyMap<string, string>;
  readonly #counts = new Map<string, number>();
  #choices = 0;

  constructor({ exposure: { products } }: Pick<PreparedTimeline, "exposure">) {
    this.#labels = new Map(products.map(({ id, label }) => [id, label ?? id]));
  }

  /** Counts the choices among the events of a panelist in a period. */
  count(events: readonly EventRow[]): void {
    for (const event of events) {
      if (event.event_type !== "selection") continue;
      this.#choices += 1;
      for (const id of event.selected_product_ids) {
        if (this.#labels.has(id)) this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
      }
    }
  }

  /** The shares so far, the largest first; none where nobody chooses. */
  get shares(): readonly LiveShares[] {
    if (this.#choices === 0) return [];
    const counts = [...this.#counts].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN)
      .map(([id, count]) => ({ label: this.#labels.get(id) ?? id, count }));
    return [{ title: "What was chosen", answers: this.#choices, counts }];
  }
}
