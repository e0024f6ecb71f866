import { escaped } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { type ConvergenceReading, type ProgressState } from "../display/progress_state.ts";

/** What a run says of itself to whoever watches it. */
export interface PulseSource {
  /** What is counted, in words. */
  readonly what: string;
  /** How many of them there can be. */
  readonly total: number;
  /** How many of them the journal or a store of replies had, though they were gone through. */
  readonly recalled: () => number;
  /** What it has cost so far, in US dollars; null where a price is not known. */
  readonly spent: () => number | null;
}

/**
 * How far a run has come, to be looked at while it goes on. The run counts; looking costs it nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, panel, Pulse, yesNo } from "../../mod.ts";
 *
 * const survey = panel().personas([{ name: "Maya" }, { name: "Derek" }]).models("simulated")
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
 * const pulse = new Pulse();
 * for await (const _ of survey.rows({ pulse })) assert(pulse.state.done >= 1);
 * assert.deepEqual([pulse.state.done, pulse.state.total, pulse.state.spent], [2, 2, 0]);
 * ```
 */
export class Pulse {
  #source: PulseSource | undefined;
  #reading: () => ConvergenceReading | null = () => null;
  #done = 0;
  #failed = 0;
  #known = 0;
  #isComplete = false;

  /** What there is to be seen now. */
  get state(): ProgressState {
    const { what = "answers", total = 0, recalled, spent } = this.#source ?? {};
    return {
      ...{ what, total: this.#isComplete ? this.#done : total },
      ...{ done: this.#done, failed: this.#failed },
      cached: Math.min(this.#done, this.#known + (recalled?.() ?? 0)),
      spent: spent === undefined ? 0 : spent(),
      convergence: this.#reading(),
    };
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = String(this);
    return { "text/html": `<div>${escaped(text)}</div>`, "text/plain": text };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return String(this);
  }

  /** How far the run is, in a line. */
  toString(): string {
    const { what, done, total, failed, spent } = this.state;
    const lost = failed === 0 ? "" : `, ${failed} failed`;
    return `${done} of ${total} ${what}${lost}, ${dollars(spent)}`;
  }

  /** Takes note of a run that begins. */
  begin(source: PulseSource): void {
    this.#source = source;
  }

  /** Takes note of how it can be told how well shares are known. */
  follow(reading: () => ConvergenceReading | null): void {
    this.#reading = reading;
  }

  /** Counts what was done, and what failed of it. */
  count(done: number, failed: number): void {
    this.#done += done;
    this.#failed += failed;
  }

  /** Takes note that nothing more comes: everybody was asked everything that the run led to. */
  complete(): void {
    this.#isComplete = true;
  }

  /** Counts what was there before, as a whole; it is done only when it is counted so. */
  recall(known: number): void {
    this.#known += known;
  }
}
