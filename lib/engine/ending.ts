import { type Clock } from "../host/host.ts";
import { Halt } from "./halt.ts";

/**
 * The reason of a signal that ends a run. With one, what is in flight may still arrive for a while: it is
 * paid for.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, panel, Stopped, yesNo } from "../../mod.ts";
 *
 * const survey = panel().personas([{ name: "Maya" }]).models("simulated")
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
 * const stop = new AbortController();
 * stop.abort(new Stopped("it is late", { grace: 5000 }));
 * const result = await survey.run({ signal: stop.signal });
 * assert(result.isCutOff && result.rows.toArray().length === 0);
 * ```
 */
export class Stopped extends Halt {
  /** Tells the class. */
  override readonly name = "Stopped";
  /** How long what is in flight may take to arrive, in milliseconds. */
  readonly grace: number;

  /** Why a run is ended, and how long answers in flight are waited for. */
  constructor(reason: string, { grace = 0 }: { readonly grace?: number } = {}) {
    super(reason);
    this.grace = grace;
  }
}

/**
 * How a run is ended from outside, in two steps: no call is begun any more, and those in flight may still
 * arrive, because they are paid for; after a while they are cut off too. A stage of the run can be ended by
 * itself: then no call of the stage is begun any more.
 */
export class Ending {
  /** Aborted when what is in flight is cut off. */
  readonly flight: AbortSignal;
  readonly #flight = new AbortController();
  readonly #over = new AbortController();
  #stage = new AbortController();
  #isOver = false;

  /** An end that the signal brings about; its reason says how long what is in flight may take. */
  constructor(clock: Clock, signal: AbortSignal | undefined) {
    this.flight = this.#flight.signal;
    const stop = () => {
      const { reason } = signal ?? {};
      const stopped = reason instanceof Stopped ? reason : new Stopped("stopped");
      this.#end(stopped);
      const cut = () => this.#flight.abort(stopped);
      if (stopped.grace === 0) cut();
      else clock.sleep(stopped.grace, this.#over.signal).then(cut, () => {});
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true, signal: this.#over.signal });
  }

  /** Whether the run is to end, and not its stage alone. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Aborted when no call of the stage may be begun any more. */
  get begun(): AbortSignal {
    return this.#stage.signal;
  }

  /** Begins a stage of its own, unless the run is over. */
  nextStage(): void {
    if (!this.#isOver && this.begun.aborted) this.#stage = new AbortController();
  }

  /** Ends the stage alone: what is in flight may arrive, however long it takes. */
  endStage(reason: Halt): void {
    this.#stage.abort(reason);
  }

  /** Ends everything at once, because nobody waits for it any more. */
  abort(reason: Error): void {
    this.#end(reason);
    this.#flight.abort(reason);
  }

  /** Listens and waits no longer. */
  close(): void {
    this.#over.abort();
  }

  #end(reason: Error): void {
    this.#isOver = true;
    this.#stage.abort(reason);
  }
}
