import { type EventRow } from "../rows/event_row.ts";

/** What panelists remember of earlier periods: the last few of their choices and ratings. */
export class Memories {
  readonly #most: number;
  readonly #events = new Map<string, EventRow[]>();

  /** @param most How many events each of them remembers; 0 for none. */
  constructor(most: number) {
    this.#most = most;
  }

  /** What somebody remembers, the oldest first. */
  of(panelist: string): readonly EventRow[] {
    return this.#events.get(panelist) ?? [];
  }

  /** Takes rows in, as they were handed on. */
  take(rows: readonly EventRow[]): void {
    if (this.#most === 0) return;
    for (const row of rows) {
      const events = this.#events.get(row.panelist_id) ?? [];
      this.#events.set(row.panelist_id, [...events, row].slice(-this.#most));
    }
  }
}
