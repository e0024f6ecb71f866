import { memoryText, remembered } from "../encounters/memory.ts";
import { type EventRow } from "../rows/event_row.ts";

/** What panelists remember of earlier periods: the last few of their choices and of their meetings. */
export class Memories {
  readonly #last: number;
  readonly #events = new Map<string, readonly EventRow[]>();

  /** @param last How many of either each of them remembers; 0 for none. */
  constructor(last: number) {
    this.#last = last;
  }

  /** What somebody remembers, the oldest first. */
  of(panelist: string): readonly EventRow[] {
    return this.#events.get(panelist) ?? [];
  }

  /** The same in words; empty where it is nothing. */
  textOf(panelist: string, nameOf: (product: string) => string): string {
    return this.#last === 0 ? "" : memoryText(this.of(panelist), this.#last, nameOf);
  }

  /** Takes in the rows of one panelist in one period. */
  take(rows: readonly EventRow[]): void {
    const [first] = rows;
    if (this.#last === 0 || first === undefined) return;
    const { panelist_id: panelist } = first;
    this.#events.set(panelist, remembered([...this.of(panelist), ...rows], this.#last));
  }
}
