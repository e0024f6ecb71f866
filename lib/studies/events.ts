import { columns, cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { table } from "../display/html.ts";
import { type EventRow } from "../rows/event_row.ts";

/** How many events are shown. */
const SHOWN = 10;

const HEAD = ["t", "panelist", "event", "about", "came of it"];

/** The events of a run, period by period, in panel order; they stay on disk and are read as they are walked. */
export class Events implements Iterable<EventRow> {
  readonly #walk: () => Generator<EventRow>;
  readonly #size: number;

  /** Made by `run()`: what a walk meets, and how many. */
  constructor(walk: () => Generator<EventRow>, size: number) {
    this.#walk = walk;
    this.#size = size;
  }

  /** Walks the events one at a time. */
  [Symbol.iterator](): Generator<EventRow> {
    return this.#walk();
  }

  /** All events at once, as a list. */
  toArray(): EventRow[] {
    return [...this];
  }

  /** What a notebook shows: the first of them. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const caption = `${counted(this.#size, "event")}, the first of them`;
    return { "text/html": table(HEAD, this.#first, { caption }), "text/plain": this.#text };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.#text;
  }

  get #text(): string {
    return [counted(this.#size, "event"), ...columns([HEAD, ...this.#first])].join("\n");
  }

  get #first(): string[][] {
    return [...this.#walk().take(SHOWN)].map((row) => [
      String(row.t),
      cut(row.panelist_id, 24),
      row.event_type,
      cut(row.event_type === "selection" ? row.choice_set.join(", ") : row.product_id, 32),
      cut(
        row.event_type === "selection"
          ? row.selected_product_ids.join(", ")
          : JSON.stringify(row.outcomes ?? null),
        40,
      ),
    ]);
  }
}
