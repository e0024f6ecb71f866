import { type Host } from "../host/host.ts";
import { type Model, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { costOf, priceOf } from "../models/prices.ts";
import { retryWait } from "../models/retry.ts";
import { type Stream } from "../random/stream.ts";
import { Fuse } from "./fuse.ts";
import { type Gate } from "./gate.ts";
import { type CallKey, type Journal, type KeptReply } from "./journal.ts";

/** A model under the name it was given. */
export interface NamedModel {
  /** The name, as in `"haiku"`. */
  readonly name: string;
  /** The model. */
  readonly model: Model;
}

/**
 * Makes calls: within the rate, tried again where that can help, each reply written to the journal,
 * and none made that the journal already has.
 */
export class Calls {
  readonly #host: Host;
  readonly #gate: Gate;
  readonly #journal: Journal;
  readonly #random: Stream;
  readonly #signal: AbortSignal;
  readonly #fuses = new Map<string, Fuse>();

  constructor(parts: {
    readonly host: Host;
    readonly gate: Gate;
    readonly journal: Journal;
    readonly random: Stream;
    readonly signal: AbortSignal;
  }) {
    this.#host = parts.host;
    this.#gate = parts.gate;
    this.#journal = parts.journal;
    this.#random = parts.random;
    this.#signal = parts.signal;
  }

  /**
   * The reply to a request, from the journal or the model.
   *
   * @throws {ModelError} When there is none after all attempts.
   */
  async make({ name, model }: NamedModel, request: Request, key: CallKey): Promise<KeptReply> {
    const kept = this.#journal.isNew ? undefined : this.#journal.find(key);
    if (kept) return kept;
    const fuse = this.#fuses.get(name) ?? new Fuse();
    this.#fuses.set(name, fuse);
    const { reply, ...times } = await this.#tryAndTry(model, request, key, fuse);
    const cost = reply.cost ?? costAt(model.id, reply.usage);
    // Its unit's rows are durable only after it, so a failure to write is met there.
    this.#journal.keep({ key, model: name, reply, cost, ...times }).catch(() => {});
    return { reply, cost };
  }

  async #tryAndTry(model: Model, request: Request, key: CallKey, fuse: Fuse) {
    const { clock } = this.#host;
    let [attempt, forms] = [1, 1];
    for (;;) {
      fuse.check();
      await this.#gate.token(this.#signal);
      // It may have blown while the token was waited for.
      fuse.check();
      const [started, begun] = [clock.now(), clock.elapsed()];
      try {
        const reply = await model.reply(request, this.#signal);
        fuse.worked();
        return { reply, started, latency: clock.elapsed() - begun };
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        const { unit, turn, purpose } = key;
        // Looking for the form that a model takes uses up no patience.
        const tried = error.kind === "form" ? forms++ : attempt++;
        const jitter = this.#random.fork("retry", unit, turn, purpose, tried).uniform();
        const wait = retryWait(error, tried, jitter);
        if (wait === null) {
          fuse.failed(error);
          throw error;
        }
        await this.#gate.pause(wait, this.#signal);
      }
    }
  }
}

function costAt(id: string, usage: Parameters<typeof costOf>[0]): number | null {
  const price = priceOf(id);
  return price === null ? null : costOf(usage, price);
}
