import { type Host } from "../host/host.ts";
import { type Model, type Reply, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { modelPrice } from "../models/model_price.ts";
import { costOf, type Price, type Prices } from "../models/prices.ts";
import { retryWait } from "../models/retry.ts";
import { inputTokens, tokensOf } from "../models/tokens.ts";
import { type Stream } from "../random/stream.ts";
import { type Budget, BudgetSpent, type Reservation } from "./budget.ts";
import { Fuse } from "./fuse.ts";
import { type Gate } from "./gate.ts";
import { type CallKey, type Journal, type KeptReply } from "./journal.ts";
import { mostCost } from "./most_cost.ts";

/** A model under the name it was given. */
export interface NamedModel {
  /** The name, as in `"haiku"`. */
  readonly name: string;
  /** The model. */
  readonly model: Model;
}

/** A call to be made. */
interface Call extends NamedModel {
  readonly request: Request;
  readonly key: CallKey;
  readonly price: Price | null;
  readonly fuse: Fuse;
}

/**
 * Makes calls: within the rate and the budget, tried again where that can help, each reply written to the
 * journal, and none made that the journal already has.
 */
export class Calls {
  readonly #host: Host;
  readonly #gate: Gate;
  readonly #journal: Journal;
  readonly #random: Stream;
  readonly #signal: AbortSignal;
  readonly #begun: () => AbortSignal;
  readonly #budget: Budget | undefined;
  readonly #prices: Prices | undefined;
  readonly #fuses = new Map<string, Fuse>();

  constructor(parts: {
    readonly host: Host;
    readonly gate: Gate;
    readonly journal: Journal;
    readonly random: Stream;
    /** Cuts off what is in flight. */
    readonly signal: AbortSignal;
    /** The signal that is aborted when no call may be begun any more. @default {the signal above} */
    readonly begun?: (() => AbortSignal) | undefined;
    /** What may be spent; no limit where it is left out. */
    readonly budget?: Budget | undefined;
    /** What models cost. @default {the list prices} */
    readonly prices?: Prices | undefined;
  }) {
    this.#host = parts.host;
    this.#gate = parts.gate;
    this.#journal = parts.journal;
    this.#random = parts.random;
    this.#signal = parts.signal;
    this.#begun = parts.begun ?? (() => parts.signal);
    this.#budget = parts.budget;
    this.#prices = parts.prices;
  }

  /** Whether only so much may be spent. */
  get hasBudget(): boolean {
    return this.#budget !== undefined;
  }

  /**
   * The reply to a request, from the journal or the model.
   *
   * @throws {ModelError} When there is none after all attempts.
   * @throws {BudgetSpent} When it could cost more than is left.
   */
  async make({ name, model }: NamedModel, request: Request, key: CallKey): Promise<KeptReply> {
    const kept = this.#journal.isNew ? undefined : this.#journal.find(key);
    if (kept) return kept;
    const fuse = this.#fuses.get(name) ?? new Fuse();
    this.#fuses.set(name, fuse);
    const price = modelPrice(model, this.#prices);
    return await this.#tryAndTry({ name, model, request, key, price, fuse });
  }

  async #tryAndTry(call: Call): Promise<KeptReply> {
    const { key, fuse } = call;
    let [attempt, forms] = [1, 1];
    for (;;) {
      this.#begun().throwIfAborted();
      // What cannot be kept must not be paid for.
      if (this.#journal.failure) throw this.#journal.failure;
      fuse.check();
      try {
        return await this.#attempt(call);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        // It may have blown meanwhile; then there is nothing to wait for.
        fuse.check();
        const { unit, turn, purpose } = key;
        // Looking for the form that a model takes uses up no patience.
        const tried = error.kind === "form" ? forms++ : attempt++;
        const jitter = this.#random.fork("retry", unit, turn, purpose, tried).uniform();
        const wait = retryWait(error, tried, jitter);
        if (wait === null) {
          fuse.failed(error);
          throw error;
        }
        await this.#gate.pause(wait, this.#begun());
      }
    }
  }

  /** One attempt; what it may cost is set aside before it waits for its turn. */
  async #attempt(call: Call): Promise<KeptReply> {
    const reservation = await this.#reserve(call);
    let token = NaN;
    try {
      token = await this.#gate.token(this.#begun());
      // It may have blown while the token was waited for.
      call.fuse.check();
      const made = await this.#send(call);
      call.fuse.worked();
      this.#gate.worked(token);
      reservation?.settle(made.cost ?? 0);
      return made;
    } catch (error) {
      if (isUnreadable(error)) reservation?.forfeit();
      else reservation?.release();
      if (error instanceof ModelError && error.kind === "rate") this.#gate.limited(token);
      throw error;
    }
  }

  /** Sends a request, and keeps what came; what cannot be read may be billed all the same. */
  async #send({ name, model, request, key, price }: Call): Promise<KeptReply> {
    const { clock } = this.#host;
    const [started, begun] = [clock.now(), clock.elapsed()];
    const keep = (reply: Reply | null, cost: number | null) => {
      const latency = clock.elapsed() - begun;
      // Its unit's rows are durable only after it, so a failure to write is met there.
      this.#journal.keep({ key, model: name, reply, cost, started, latency }).catch(() => {});
    };
    try {
      const reply = counted(await model.reply(request, this.#signal), request, price);
      const cost = reply.cost ?? (price && costOf(reply.usage, price));
      keep(reply, cost);
      return { reply, cost };
    } catch (error) {
      if (isUnreadable(error)) keep(null, price && mostCost(request, price));
      throw error;
    }
  }

  async #reserve({ name, model, request, price }: Call): Promise<Reservation | undefined> {
    if (this.#budget === undefined) return undefined;
    if (price === null) {
      throw new TypeError(`Cannot keep to a budget with ${model.id}: its price is not known`);
    }
    const most = mostCost(request, price);
    try {
      return await this.#budget.reserve(most, this.#begun());
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      throw new BudgetSpent(error, { purpose: request.about.purpose, model: name, most });
    }
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof ModelError && error.kind === "unreadable";
}

/** A reply with its tokens estimated, where a model that asks for money counted none. */
function counted(reply: Reply, request: Request, price: Price | null): Reply {
  const { usage } = reply;
  const isFree = price === null || price.input === 0;
  if (isFree || reply.cost !== undefined || usage.input + usage.output + usage.cacheRead > 0) {
    return reply;
  }
  const [input, output] = [inputTokens(request), tokensOf(reply.text.length)];
  return { ...reply, usage: { ...usage, input, output } };
}
