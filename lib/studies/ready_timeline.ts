import { type NamedModel } from "../engine/calls.ts";
import { escaped } from "../display/escape.ts";
import { type EventRow } from "../rows/event_row.ts";
import { chosenModels, namedModel } from "./answerers.ts";
import { type Actor } from "./actors.ts";
import { type Estimate } from "./estimate.ts";
import { follow, type TimelineOptions } from "./follow.ts";
import { inNotebook } from "./in_notebook.ts";
import { keptByDefault } from "./kept_by_default.ts";
import { LivePicks } from "./live_picks.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { readyText } from "./ready_text.ts";
import { tightBudget } from "./tight_budget.ts";
import { timelineEstimate } from "./timeline_estimate.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** A timeline that was checked and made ready: what it would do can be looked at before it does it. */
export class ReadyTimeline {
  readonly #prepared: PreparedTimeline;

  /** Made by `timeline.ready()`. */
  constructor(prepared: PreparedTimeline) {
    this.#prepared = prepared;
  }

  /** Everybody who is followed, with the id that rows hold and the model that answers for them. */
  get panelists(): readonly Actor[] {
    return this.#prepared.actors;
  }

  /** What should be known before anything is asked; also that a budget will hardly do. */
  get warnings(): readonly string[] {
    const { warnings, parts: { conduct: { budget, responses } } } = this.#prepared;
    const isPaid = budget !== undefined && responses?.mode !== "replay";
    return [...warnings, ...(isPaid ? tightBudget(budget, this.estimate()) : [])];
  }

  /**
   * The model that writes what is missing: the first that answers.
   *
   * @throws {TypeError} When there is none, or its provider's key is not set.
   */
  get writer(): NamedModel {
    const { parts } = this.#prepared;
    const [first] = chosenModels(parts).entries;
    if (first === undefined) throw new TypeError("Cannot have texts written: no model is named");
    return namedModel(first.name, parts);
  }

  /** What it would come to: calls, tokens and money, with as much chosen as the rules let through. */
  estimate(): Estimate {
    return timelineEstimate(this.#prepared);
  }

  /** Carries it out, as `timeline.rows()` does. */
  async *rows(options: TimelineOptions = {}): AsyncGenerator<EventRow, TimelineResult> {
    // A reader who leaves early leaves these too: the folder is free for the next run then.
    await using batches = this.batches(options);
    for (;;) {
      const next = await batches.next();
      if (next.done) return next.value;
      yield* next.value;
    }
  }

  /** The same, the events of each panelist and period together. */
  batches(options: TimelineOptions = {}): AsyncGenerator<readonly EventRow[], TimelineResult> {
    const prepared = keptByDefault(this.#prepared, options);
    return inNotebook(prepared, options, {
      carry: (watched) => follow(prepared, { ...options, ...watched }),
      shares: () => new LivePicks(prepared),
    });
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = this.#text;
    return { "text/html": `<pre>${escaped(text)}</pre>`, "text/plain": text };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.#text;
  }

  /** Who is followed on which model, what it would come to, what should be known. */
  get #text(): string {
    const panelists = this.panelists.map(({ id, panelist, model }) => {
      return { id, persona: { ...panelist.persona, name: id }, models: model ? [model] : [] };
    });
    return readyText({ panelists, warnings: this.warnings, estimate: () => this.estimate() });
  }
}
