import { type Clock } from "../host/host.ts";
import { Halt } from "./halt.ts";

/**
 * The reason of a signal that ends a run. With one, what is in flight may still arrive for a while: it is
 * paid for.
 *
 * @example
 * ```ts
 * import { instrument, panel, Stopped, yesNo } from "../../mod.ts";
 *
 * const survey = panel().personas([{ name: "Maya" }]).models("simulated")
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
 * const stop = new AbortController();
 * stop.abort(new Stopped("it is late", { grace: 5000 }));
 * const result = await survey.run({ signal: stop.signal });
 * console.assert(result.isCutOff && result.rows.toArray().length === 0);
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
 * arrive, because they are paid for; after a while they are cut off too.
 */
export class Ending {
  /** Aborted when no call may be begun any more. */
  readonly begun: AbortSignal;
  /** Aborted when what is in flight is cut off. */
  readonly flight: AbortSignal;
  readonly #begun = new AbortController();
  readonly #flight = new AbortController();
  readonly #over = new AbortController();

  /** An end that the signal brings about; its reason says how long what is in flight may take. */
  constructor(clock: Clock, signal: AbortSignal | undefined) {
    this.begun = this.#begun.signal;
    this.flight = this.#flight.signal;
    const stop = () => {
      const { reason } = signal ?? {};
      const stopped = reason instanceof Stopped ? reason : new Stopped("stopped");
      this.#begun.abort(stopped);
      const cut = () => this.#flight.abort(stopped);
      if (stopped.grace === 0) cut();
      else clock.sleep(stopped.grace, this.#over.signal).then(cut, () => {});
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true, signal: this.#over.signal });
  }

  /** Ends everything at once, because nobody waits for it any more. */
  abort(reason: Error): void {
    this.#begun.abort(reason);
    this.#flight.abort(reason);
  }

  /** Listens and waits no longer. */
  close(): void {
    this.#over.abort();
  }
}
